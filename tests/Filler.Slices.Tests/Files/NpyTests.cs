using System.Text;
using CsCheck;

namespace Filler.Slices.Tests;

public class NpyTests
{
    // What numpy 1.26 writes for np.save(f, np.zeros((3, 2, 2), np.uint8)): 128 bytes of header in all.
    [Fact]
    public async Task The_header_is_numpys_own()
    {
        var bytes = await Write(new byte[12], 3, 2, 2);

        var expected = "\x93NUMPY\x01\0v\0{'descr': '|u1', 'fortran_order': False, 'shape': (3, 2, 2), }".PadRight(127) + "\n";
        Assert.Equal(Encoding.Latin1.GetBytes(expected), bytes[..128]);
        Assert.Equal(128 + 12, bytes.Length);
    }

    [Fact]
    public async Task A_vector_keeps_the_comma_of_a_tuple_of_one() =>
        Assert.Contains("'shape': (5,), }", Encoding.Latin1.GetString(await Write(new byte[5], 5)), StringComparison.Ordinal);

    [Fact]
    public async Task What_is_written_is_read() => await Gen.Select(Gen.Int[0, 20], Gen.Int[1, 9], Gen.Int[1, 9]).SampleAsync(async (n, h, w) =>
    {
        var values = Enumerable.Range(0, n * h * w).Select(i => (byte)(i * 7)).ToArray();

        var (read, shape) = await Read(await Write(values, n, h, w), dimensions: 3);

        Assert.Equal(values, read);
        Assert.Equal([n, h, w], shape);
    });

    [Fact]
    public async Task Arrays_larger_than_a_chunk_are_read_whole()
    {
        var values = new byte[3_500_000];
        for (var i = 0; i < values.Length; i++) values[i] = (byte)(i * 2654435761L >> 13);

        Assert.Equal(values, (await Read(await Write(values, values.Length), 1)).Values);
    }

    [Fact]
    public async Task Every_truncation_is_refused_with_the_files_name()
    {
        var bytes = await Write(new byte[12], 3, 2, 2);
        for (var length = 0; length < bytes.Length; length++)
        {
            var error = await Assert.ThrowsAsync<InvalidDataException>(() => Read(bytes[..length], 3));
            Assert.StartsWith("train.npy: ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Bytes_after_the_values_are_refused() =>
        await Refused([.. await Write(new byte[12], 3, 2, 2), 0], "bytes follow the 12 values");

    [Fact]
    public async Task A_header_that_promises_too_much_is_refused_before_memory_is_taken() =>
        await Refused(WithHeader("{'descr': '|u1', 'fortran_order': False, 'shape': (2000000000, 2000000000, 2000000000), }"), "larger than the 10000000 bytes allowed");

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1), }", "not that of an array of bytes")]
    [InlineData("{'descr': '|u1', 'fortran_order': True, 'shape': (1, 1, 1), }", "not that of an array of bytes")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 1), }", "2 dimensions where 3 are expected")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999, 1, 1), }", "not a list of lengths")]
    [InlineData("__import__('os')", "not that of an array of bytes")]
    public async Task Other_headers_are_refused(string header, string problem) => await Refused(WithHeader(header), problem);

    [Fact]
    public async Task Other_files_are_refused() => await Refused([.. "\x93NUMPY\x02\0v\0 and then something"u8], "not a .npy file of version 1.0");

    [Fact]
    public async Task Values_that_do_not_fill_their_shape_are_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Write(new byte[11], 3, 2, 2));

    private static async Task Refused(byte[] bytes, string problem)
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Read(bytes, 3));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    private static byte[] WithHeader(string header) =>
        Encoding.Latin1.GetBytes($"\x93NUMPY\x01\0{(char)(header.Length + 1)}\0{header}\n*");

    private static async Task<byte[]> Write(byte[] values, params int[] shape)
    {
        using var stream = new MemoryStream();
        await Npy.WriteAsync(stream, values, shape, CancellationToken.None);
        return stream.ToArray();
    }

    private static async Task<(byte[] Values, int[] Shape)> Read(byte[] bytes, int dimensions)
    {
        using var stream = new MemoryStream(bytes);
        return await Npy.ReadAsync(stream, "train.npy", dimensions, 10_000_000, CancellationToken.None);
    }
}

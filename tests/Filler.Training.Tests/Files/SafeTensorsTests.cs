using System.Text;

namespace Filler.Training.Tests.Files;

public class SafeTensorsTests
{
    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        var file = new SafeTensors();
        file.Metadata["k"] = "v";
        file.Tensors["a"] = new SafeTensors.Entry("F32", [1, 2], new byte[] { 0, 0, 128, 63, 0, 0, 0, 64 });
        const string header = """{"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""";
        var padded = header.PadRight((header.Length + 7) / 8 * 8);

        byte[] expected = [(byte)padded.Length, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(padded), 0, 0, 128, 63, 0, 0, 0, 64];

        Assert.Equal(expected, file.ToBytes());
    }

    [Fact]
    public void What_was_written_is_read_back()
    {
        var file = new SafeTensors();
        file.Metadata["note"] = "größer";
        file.Tensors["x"] = new SafeTensors.Entry("U8", [3], new byte[] { 1, 2, 3 });
        file.Tensors["y"] = new SafeTensors.Entry("F32", [], new byte[4]);

        var again = SafeTensors.Parse(file.ToBytes());

        Assert.Equal("größer", again.Metadata["note"]);
        Assert.Equal([1, 2, 3], again.Tensors["x"].Bytes.ToArray());
        Assert.Equal(file.ToBytes(), again.ToBytes());
    }

    [Fact]
    public void No_damaged_file_is_read_as_whole_or_crashes_the_reader()
    {
        var file = new SafeTensors();
        file.Tensors["weights"] = new SafeTensors.Entry("F32", [2, 2], new byte[16]);
        var good = file.ToBytes();
        var stream = new Structures.RandomStream(9);
        for (var i = 0; i < good.Length; i++) Assert.Throws<SafeTensorsException>(() => SafeTensors.Parse(good.AsMemory(0, i)));
        for (var i = 0; i < 3000; i++)
        {
            var bad = good.ToArray();
            bad[stream.NextInt(bad.Length - 16)] = (byte)stream.NextInt(256);
            try
            {
                SafeTensors.Parse(bad);
            }
            catch (SafeTensorsException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "4 bytes for F32 [2]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "byte range [4, 8]")]
    [InlineData("""{"a":{"dtype":"X9","shape":[1],"data_offsets":[0,4]}}""", "type 'X9' is unknown")]
    [InlineData("""{}""", "4 bytes after the last tensor")]
    public void A_header_that_lies_is_refused(string header, string message)
    {
        byte[] file = [(byte)header.Length, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(header), 0, 0, 0, 0];

        Assert.Contains(message, Assert.Throws<SafeTensorsException>(() => SafeTensors.Parse(file)).Message);
    }
}

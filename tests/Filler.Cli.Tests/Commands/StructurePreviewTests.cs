using System.Text;

namespace Filler.Cli.Tests.Commands;

public sealed class StructurePreviewTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task The_steps_of_a_volumes_preparation_are_drawn()
    {
        await MakeStudyAsync();

        var answer = await shell.TypeAsync(
            "structure", "preview", shell.Manifest, "--to", shell.At("sheet.png"),
            "--set", "dataset.classes[0].structure.volume.preparation.denoiseVoxels=1", "--set", "dataset.classes[0].structure.volume.preparation.destripeWidth=4");

        Assert.Equal("", answer.Error);
        Assert.Contains("measured: 24 x 24 x 24 voxels of 4 x 4 x 4 nm, UInt8", answer.Output, StringComparison.Ordinal);
        using var picture = SkiaSharp.SKBitmap.Decode(shell.At("sheet.png"));
        Assert.Equal((2 * 32) + (3 * 320) + (2 * 12), picture.Width);
    }

    [Fact]
    public async Task A_crop_outside_the_volume_and_a_class_without_one_are_told()
    {
        await MakeStudyAsync();

        var crop = await shell.TypeAsync("structure", "preview", shell.Manifest, "--to", shell.At("a.png"), "--set", "dataset.classes[0].structure.volume.preparation.fromX=23");
        var particles = await shell.TypeAsync("structure", "preview", shell.Manifest, "--to", shell.At("a.png"), "--class", "sparse");

        Assert.Equal((ExitCode.BadInput, ExitCode.BadInput), (crop.Code, particles.Code));
        Assert.Contains("crop along x from 23 to 24 of 24 voxels", crop.Error, StringComparison.Ordinal);
        Assert.Contains("no class of that name has a volume", particles.Error, StringComparison.Ordinal);
    }

    private async Task MakeStudyAsync()
    {
        const int Edge = 24;
        var header = Encoding.ASCII.GetBytes($"{{'descr': '|u1', 'fortran_order': False, 'shape': ({Edge}, {Edge}, {Edge}), }}".PadRight(117) + "\n");
        byte[] values = [.. Enumerable.Range(0, Edge * Edge * Edge).Select(i => (byte)((i * 7919) % 251))];
        await File.WriteAllBytesAsync(shell.At("stack.npy"), [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. header, .. values]);
        await File.WriteAllTextAsync(shell.Manifest, Shell.Text.Replace(
            "{ name: dense, structure: { random: { volumeFraction: 0.2, boxNm: 100 } } }",
            "{ name: measured, structure: { volume: { file: stack.npy, voxelNm: 4, preparation: { normalise: false } } } }",
            StringComparison.Ordinal));
    }
}

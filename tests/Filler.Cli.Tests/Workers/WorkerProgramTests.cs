using Filler.Cli.Workers;

namespace Filler.Cli.Tests.Workers;

public sealed class WorkerProgramTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_variable_wins_then_the_shipped_worker_then_the_one_built_beside()
    {
        var program = folder.At("bin", "Filler.Cli", "release_linux-x64");
        var built = Touch("bin", "Filler.Worker", "release", "Filler.Worker.dll");
        Touch("bin", "Filler.Worker", "debug", "Filler.Worker.dll");
        Assert.Equal(built, WorkerProgram.Locate(program + Path.DirectorySeparatorChar, _ => null).File);

        var shipped = Touch("bin", "Filler.Cli", "release_linux-x64", "worker", "Filler.Worker.dll");
        Assert.Equal(shipped, WorkerProgram.Locate(program, _ => null).File);

        var named = Touch("own.dll");
        Assert.Equal(named, WorkerProgram.Locate(program, name => name == WorkerProgram.Variable ? named : null).File);
    }

    [Fact]
    public void Without_one_the_message_says_where_it_looked_and_what_to_do()
    {
        var failure = Assert.Throws<CommandFailure>(() => WorkerProgram.Locate(folder.Path, _ => null));

        Assert.Equal(ExitCode.Environment, failure.Code);
        Assert.Contains(folder.At("worker", "Filler.Worker.dll"), failure.Message, StringComparison.Ordinal);
        Assert.Contains("make build", failure.Message, StringComparison.Ordinal);
    }

    private string Touch(params string[] names)
    {
        var file = folder.At(names);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");
        return file;
    }
}

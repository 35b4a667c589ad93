using System.Runtime.CompilerServices;

// One thread a test run: bit-equality is promised for one CPU thread, and libtorch's thread count is the process's.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Filler.Training.Tests;

internal static class Module
{
    [ModuleInitializer]
    internal static void Initialize() => LibTorch.Initialize();
}

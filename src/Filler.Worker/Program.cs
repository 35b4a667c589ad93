using Filler.Worker;

// Runs trials, prepares one dataset, or refines one volume, under the contract of Filler.Api/Worker: docs/architecture.md, "What ends an attempt".
using var worker = new WorkerProcess(Console.Out, Console.Error, Environment.GetEnvironmentVariable, TimeProvider.System);
return await worker.RunAsync(Console.In);

using Filler.Worker;

// Runs one trial, or prepares one dataset, under the contract of Filler.Api/Worker: docs/architecture.md, "What ends an attempt".
using var worker = new WorkerProcess(Console.Out, Console.Error, Environment.GetEnvironmentVariable, TimeProvider.System);
return await worker.RunAsync(Console.In);

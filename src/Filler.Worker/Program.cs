using Filler.Worker;
using Filler.Worker.Telemetry;

// Runs trials, holds several of them in a pod, prepares one dataset, or refines one volume, under the contract of Filler.Api/Worker: docs/architecture.md, "What ends an attempt".
var log = JsonLog.For(Console.Error, Environment.GetEnvironmentVariable, TimeProvider.System);
using var worker = new WorkerProcess(Console.Out, log, Environment.GetEnvironmentVariable, TimeProvider.System);
return await worker.RunAsync(Console.In);

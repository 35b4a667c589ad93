using Filler.Worker;

// Runs one trial under the contract of Filler.Api/Worker: docs/architecture.md, "What ends an attempt".
return await WorkerProcess.RunAsync(Console.Out, Console.Error);

using Filler.Api;
using Filler.FakeWorker;
using Filler.Storage;

// A worker that trains nothing: it keeps the real one's contract with a runner and misbehaves where its script says so.
string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");

var folder = new Uri(Variable(WorkerEnvironment.Store)).LocalPath;
var store = BlobStores.Open(Variable(WorkerEnvironment.Store));
if (Variable(WorkerEnvironment.Orders) != WorkerEnvironment.OrdersOnInput || int.Parse(Variable(WorkerEnvironment.Threads)) < 1) return WorkerExitCode.UserError;
var orders = new Orders();
await foreach (var order in orders.AllAsync())
{
    if (order.Dataset.Length == 0) return WorkerExitCode.UserError;
    var script = Script.Of(Path.Combine(folder, "..", Script.FileName), order.Trial);
    if (await new Training(order.Trial, store, script, orders).RunAsync() is { } code) return code;
}

return WorkerExitCode.Succeeded;

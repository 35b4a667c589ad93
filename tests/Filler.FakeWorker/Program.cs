using Filler.Api;
using Filler.FakeWorker;
using Filler.Storage;

// A worker that trains nothing: it keeps the real one's contract and misbehaves where its script says so.
string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");

var order = Variable(WorkerEnvironment.Trial);
var trial = FillerJson.Deserialize<Trial>(File.ReadAllText(order));
var store = BlobStores.Open(Variable(WorkerEnvironment.Store));
if (Variable(WorkerEnvironment.DatasetDigest).Length == 0 || int.Parse(Variable(WorkerEnvironment.Threads)) < 1) return WorkerExitCode.UserError;
var script = Script.Of(Path.Combine(Path.GetDirectoryName(order)!, "..", Script.FileName), trial);
return await new Training(trial, store, script).RunAsync();

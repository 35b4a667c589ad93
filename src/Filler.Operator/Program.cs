using System.Collections;
using Filler.Operator;
using Filler.Operator.Configuration;

// Reconciles Study and Trial in a cluster: docs/architecture.md.
var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "");
try
{
    var options = OperatorOptions.Read(environment);
    var level = Enum.TryParse<LogLevel>(environment.GetValueOrDefault("FILLER_LOG_LEVEL", "Information"), ignoreCase: true, out var parsed) ? parsed : LogLevel.Information;
    await using var app = OperatorProgram.Build(options, level);
    await app.RunAsync();
    return 0;
}
catch (OperatorConfigurationException e)
{
    await Console.Error.WriteLineAsync($"operator: {e.Message}");
    return 2;
}

using System.Text.Json;
using Filler.Search;

namespace Filler.Cli.AskTell;

/// <summary>Speaks the protocol: JSON lines in and out, until <c>{"end": true}</c> or the end of the input.</summary>
internal sealed class AskTellProtocol(TextReader input, TextWriter output, TextWriter errors, string sampler, string pruner)
{
    public int Run()
    {
        var number = 0;
        try
        {
            AskTellSession? session = null;
            while (input.ReadLine() is { } line)
            {
                number++;
                if (string.IsNullOrWhiteSpace(line)) continue;
                var message = Parse(line);
                if (new Fields(message, "").Truth("end")) break;
                if (session is null) session = ProblemReader.Read(message, sampler, pruner);
                else Tell(session, new Fields(message, ""));
                foreach (var move in session.Next()) Write(move);
                output.Flush();
            }

            return ExitCode.Success;
        }
        catch (ProtocolException e)
        {
            errors.WriteLine($"filler ask-tell: line {number}: {e.Message}");
            return ExitCode.BadInput;
        }
    }

    private static JsonElement Parse(string line)
    {
        try
        {
            return JsonDocument.Parse(line).RootElement;
        }
        catch (JsonException e)
        {
            throw new ProtocolException($"no JSON: {e.Message}");
        }
    }

    private static void Tell(AskTellSession session, Fields message)
    {
        var id = message.Whole("tell");
        if (!message.Has("value")) throw new ProtocolException("value is missing; write null where the evaluation failed");
        try
        {
            session.Tell(checked((int)id), message.NumberOrNull("value"));
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            throw new ProtocolException($"tell: ask {id} is not outstanding");
        }
    }

    private void Write(AskTellMove move)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            switch (move)
            {
                case AskTellMove.Ask ask:
                    WriteAsk(json, ask);
                    break;
                case AskTellMove.Wait:
                    json.WriteBoolean("wait", true);
                    break;
                default:
                    json.WriteBoolean("done", true);
                    break;
            }

            json.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    private static void WriteAsk(Utf8JsonWriter json, AskTellMove.Ask ask)
    {
        json.WriteNumber("ask", ask.Id);
        json.WriteStartObject("params");
        foreach (var (name, value) in ask.Parameters)
        {
            switch (value)
            {
                case ParameterValue.Integer whole: json.WriteNumber(name, whole.Value); break;
                case ParameterValue.Real real: json.WriteNumber(name, real.Value); break;
                case ParameterValue.Truth truth: json.WriteBoolean(name, truth.Value); break;
                default: json.WriteString(name, value.ToString()); break;
            }
        }

        json.WriteEndObject();
        if (ask.Fidelity is { } fidelity) json.WriteNumber("fidelity", fidelity);
        if (ask.Trial is { } trial) json.WriteNumber("trial", trial);
    }
}

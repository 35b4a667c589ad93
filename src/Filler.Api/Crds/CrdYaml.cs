using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Filler.Api;

/// <summary>JSON as YAML that people can read in a review: block style, one field a line, text quoted where YAML would take it for something else.</summary>
internal static class CrdYaml
{
    public static string Write(JsonNode document)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        text.WriteLine("# Rendered from the types of Filler.Api by `make generate`.");
        var emitter = new Emitter(text, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, document);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Emit(Emitter emitter, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                emitter.Emit(new MappingStart(null, null, isImplicit: true, map.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (name, value) in map)
                {
                    emitter.Emit(new Scalar(null, null, name, ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false));
                    Emit(emitter, value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray list:
                emitter.Emit(new SequenceStart(null, null, isImplicit: true, SequenceStyle.Block));
                foreach (var item in list) Emit(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            default:
                var quoted = node?.GetValueKind() == JsonValueKind.String;
                emitter.Emit(new Scalar(null, null, quoted ? node!.GetValue<string>() : node?.ToJsonString() ?? "null", quoted ? ScalarStyle.DoubleQuoted : ScalarStyle.Plain, true, true));
                break;
        }
    }
}

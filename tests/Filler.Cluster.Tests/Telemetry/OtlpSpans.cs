using System.Text;

namespace Filler.Cluster.Tests.Telemetry;

/// <summary>
/// Reads an ExportTraceServiceRequest: protobuf's wire format, and of opentelemetry/proto/trace/v1/trace.proto the few fields that the tests look at.
/// </summary>
internal static class OtlpSpans
{
    public static IEnumerable<OtlpSpan> Read(byte[] request) =>
        from resource in Messages(request, 1)
        let service = Service(resource)
        from scope in Messages(resource, 2)
        from span in Messages(scope, 2)
        select new OtlpSpan(service, Text(span, 5), Hex(span, 1), Hex(span, 2), Hex(span, 4));

    // Resource.attributes (1) of ResourceSpans.resource (1): KeyValue of key (1) and AnyValue (2) of string_value (1).
    private static string Service(byte[] resourceSpans) => Messages(resourceSpans, 1).SelectMany(r => Messages(r, 1)).Where(a => Text(a, 1) == "service.name")
        .Select(a => Text(Messages(a, 2).Single(), 1)).SingleOrDefault() ?? "";

    private static string Text(byte[] message, int field) => Encoding.UTF8.GetString(Messages(message, field).FirstOrDefault() ?? []);

    private static string Hex(byte[] message, int field) => Convert.ToHexStringLower(Messages(message, field).FirstOrDefault() ?? []);

    /// <summary>The contents of a field with a length: strings, bytes, messages.</summary>
    private static IEnumerable<byte[]> Messages(byte[] message, int wanted)
    {
        var at = 0;
        while (at < message.Length)
        {
            var tag = Varint(message, ref at);
            var (field, type) = ((int)(tag >> 3), (int)(tag & 7));
            switch (type)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    if (field == wanted) yield return message[at..(at + length)];
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"wire type {type} of field {field}");
            }
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Filler.Api;

/// <summary>Reads a manifest strictly: unknown fields, wrong types and values out of range are errors with a line, all reported together.</summary>
public static partial class ManifestReader
{
    /// <param name="path">A YAML (or JSON) file.</param>
    /// <param name="overrides"><c>path=value</c> as after <c>--set</c>; the path may leave out the leading <c>spec.</c>.</param>
    /// <exception cref="ManifestException">The file is missing or cannot be used.</exception>
    public static StudyManifest ReadStudy(string path, IReadOnlyList<string>? overrides = null)
    {
        if (Directory.Exists(path)) throw Refused(path, "is a folder", "name the manifest file in it");
        if (!File.Exists(path)) throw Refused(path, "no such file", "check the path; filler run takes a Study manifest, e.g. examples/quickstart.yaml");
        if (new FileInfo(path).Length > YamlLimits.MaxBytes) throw Refused(path, $"{new FileInfo(path).Length:N0} bytes", $"a manifest has at most {YamlLimits.MaxBytes:N0}");
        return ParseStudy(File.ReadAllText(path), path, overrides);
    }

    /// <inheritdoc cref="ReadStudy"/>
    /// <param name="text">The manifest's text.</param>
    /// <param name="fileName">What errors call it.</param>
    public static StudyManifest ParseStudy(string text, string fileName, IReadOnlyList<string>? overrides = null)
    {
        var (root, positions) = YamlTree.Parse(text, fileName);
        if (root is not JsonObject manifest) throw Refused(fileName, "holds no manifest", "begin with apiVersion: filler.dev/v1alpha1 and kind: Study");
        RefuseForeign(manifest, fileName, positions);
        ForgetRecord(manifest);
        foreach (var assignment in overrides ?? []) ManifestOverride.Apply(manifest, assignment, positions);

        var problems = StrictShape.Check(manifest, typeof(Study)).Concat(Name(manifest)).ToList();
        if (problems.Count > 0) throw new ManifestException(fileName, problems, positions);
        var study = manifest.Deserialize<Study>(FillerJson.Options)!;
        return new StudyManifest(fileName, study, positions);
    }

    // A study as a run recorded it, or as a cluster keeps it, is a manifest too: what became of it is left out, and it begins anew.
    private static void ForgetRecord(JsonObject manifest)
    {
        manifest.Remove("status");
        if (manifest["metadata"] is not JsonObject metadata) return;
        foreach (var field in new[] { "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "managedFields", "finalizers", "ownerReferences", "selfLink" }) metadata.Remove(field);
    }

    private static void RefuseForeign(JsonObject manifest, string fileName, IReadOnlyDictionary<string, SourcePosition> positions)
    {
        // Of another kind nothing else would make sense, so this is said alone.
        if (manifest["kind"] is JsonValue kind && kind.ToString() != Study.KindName)
            throw new ManifestException(fileName, [new ManifestProblem("kind", $"{ScalarRules.Shown(kind)} is not a Study", "write kind: Study")], positions);
        var missing = new[] { "apiVersion", "kind" }.Where(f => !manifest.ContainsKey(f)).Select(f => new ManifestProblem(f, "is missing", f == "kind" ? "write kind: Study" : $"write apiVersion: {ApiGroup.Qualified}")).ToList();
        if (missing.Count > 0) throw new ManifestException(fileName, missing, positions);
    }

    private static IEnumerable<ManifestProblem> Name(JsonObject manifest)
    {
        var name = (manifest["metadata"] as JsonObject)?["name"] as JsonValue;
        if (name is null) yield return new ManifestProblem("metadata.name", "is missing", "name the study, e.g. metadata: { name: my-study }");
        else if (!DnsLabel().IsMatch(name.ToString()))
            yield return new ManifestProblem("metadata.name", $"{ScalarRules.Shown(name)} is not a name that Kubernetes takes", "use up to 50 lower-case letters, digits and '-', a letter first and no '-' last");
    }

    private static ManifestException Refused(string fileName, string problem, string fix) =>
        new(fileName, [new ManifestProblem("", problem, fix)], new Dictionary<string, SourcePosition>());

    // Room is left for "-0000" and an attempt within the 63 characters of a label.
    [GeneratedRegex("^[a-z]([a-z0-9-]{0,48}[a-z0-9])?$")]
    private static partial Regex DnsLabel();
}

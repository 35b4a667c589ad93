using System.Text.Json;
using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Datasets;

namespace Filler.Cli.Reports;

/// <summary>
/// Whether a stored dataset is the one that a section asks for: its recipe has every value of the section that images follow from. A report may be made where the
/// measured files are not at hand, so a file's place in the recipe, its digest, is taken for granted.
/// </summary>
internal static class RecipeMatch
{
    private const string File = "file";

    public static bool Fits(DatasetSpec section, JsonElement recipe) =>
        Fits(DatasetRecipe.ImagesFollowFrom(section), JsonNode.Parse(recipe.GetRawText()), "");

    private static bool Fits(JsonNode? asked, JsonNode? stored, string name) => (asked, stored) switch
    {
        (null, _) => true,
        (JsonObject a, JsonObject b) => a.All(field => Fits(field.Value, b[field.Key], field.Key)),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(x => Fits(x.First, x.Second, name)),
        (JsonValue a, JsonValue b) => name == File || Equal(a, b),
        _ => false,
    };

    // 500 and 500.0 are one number.
    private static bool Equal(JsonValue a, JsonValue b) => a.GetValueKind() == JsonValueKind.Number && b.GetValueKind() == JsonValueKind.Number
        ? a.Deserialize<double>().Equals(b.Deserialize<double>())
        : JsonNode.DeepEquals(a, b);
}

using Filler.Api;
using Filler.Cli.Studies;
using Filler.Datasets;

namespace Filler.Cli.Commands;

/// <summary>The class of a study whose measured volume a command works on.</summary>
internal static class VolumeClass
{
    /// <param name="name">Null: the first class that has a volume.</param>
    /// <exception cref="CommandFailure">There is none.</exception>
    public static (string Name, VolumeStructureSpec Spec, InputFile File) Find(StudyInput input, string? name)
    {
        var recipe = DatasetRecipe.From(DatasetPlan.StoredRecipe(input.Study.Spec.Dataset, input.Study.Spec), input.Folder);
        var classes = recipe.Spec.Classes;
        for (var c = 0; c < classes.Count; c++)
        {
            if (classes[c].Structure.Volume is { } volume && (name is null || classes[c].Name == name)) return (classes[c].Name, volume, recipe.Files[c]);
        }

        throw new CommandFailure(ExitCode.BadInput, name is null
            ? "spec.dataset.classes: no class has a volume; name a study that slices one"
            : $"--class {name}: no class of that name has a volume");
    }
}

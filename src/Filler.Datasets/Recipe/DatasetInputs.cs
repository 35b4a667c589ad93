using Filler.Structures;

namespace Filler.Datasets;

/// <summary>Reads a recipe's input files once before anything is built, so that a damaged one is refused while nothing has been written.</summary>
public static class DatasetInputs
{
    /// <exception cref="DatasetException">A file cannot be read; the exception names its field, the fault and the fix.</exception>
    public static void Check(DatasetRecipe recipe, IStructureGrower grower)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(grower);
        foreach (var (index, file) in recipe.Files)
        {
            var structure = recipe.Spec.Classes[index].Structure;
            try
            {
                if (structure.Scattering is { } scattering) _ = grower.BoxNm(scattering, file.Path);
                else if (structure.Particles is { } particles) _ = grower.ReadParticles(particles, file.Path);
                else if (structure.Volume is { } volume) grower.ReadVolume(volume, file.Path, CancellationToken.None).Dispose();
            }
            catch (Exception e) when (e is StructureFileException or ArgumentException)
            {
                throw new DatasetException($"{DatasetRecipe.StructurePath(recipe.Spec, index)}.file", e.Message.TrimEnd('.'), "give a whole, readable file", e);
            }
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Filler.Api;
using Filler.Storage;

namespace Filler.Datasets;

/// <summary>Fits in the store, by what they follow from: no fit is ever run twice, whatever slices are cut from it.</summary>
/// <remarks><c>structures/&lt;digest&gt;/particles.csv</c>, then <c>fit.json</c>: where the latter is, the former is complete.</remarks>
public sealed class ScatteringCache(IBlobStore store, IStructureGrower grower, TimeProvider? time = null)
{
    /// <summary>Raise it when equal sections begin to give other fits.</summary>
    internal const int Generation = 3;

    /// <summary>The fit's place in the store, <c>structures/</c> and 64 hexadecimal digits that follow from the curve, the section and the seed.</summary>
    public static string PrefixOf(ScatteringStructureSpec spec, InputFile curve, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var document = CanonicalJson.ObjectOf(spec with { File = $"sha256:{curve.Sha256}" });
        document["generation"] = Generation;
        document["seed"] = seed;
        return $"structures/{CanonicalJson.Digest(document)}";
    }

    /// <summary>The solution from the store, or a new one that is then kept there; a fit that was interrupted goes on from its checkpoint.</summary>
    /// <exception cref="InvalidDataException">The store's copy is damaged.</exception>
    public async Task<ScatteringSolution> GetAsync(
        ScatteringStructureSpec spec, InputFile curve, ulong seed, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var prefix = PrefixOf(spec, curve, seed);
        if (await ReadAsync(store, prefix, cancellationToken) is { } kept) return kept;

        var checkpoint = new FitCheckpoint(store, prefix, time ?? TimeProvider.System);
        var solution = await checkpoint.RunAsync(c => grower.Fit(spec, curve.Path, seed, progress, c, cancellationToken), cancellationToken);
        var particles = ParticleTable.Write(solution.Structure);
        var fit = solution.Fit with { ParticlesSha256 = Convert.ToHexStringLower(SHA256.HashData(particles)) };
        await store.PutBytesAsync($"{prefix}/particles.csv", particles, cancellationToken);
        await store.PutBytesAsync($"{prefix}/fit.json", Encoding.UTF8.GetBytes(FillerJson.Serialize(fit, indented: true)), cancellationToken);
        await checkpoint.RemoveAsync(cancellationToken);
        return solution with { Fit = fit };
    }

    /// <param name="prefix"><c>structures/&lt;digest&gt;</c>.</param>
    /// <returns>The solution, or null where there is none.</returns>
    /// <exception cref="InvalidDataException">The store's copy is damaged.</exception>
    public static async Task<ScatteringSolution?> ReadAsync(IBlobStore store, string prefix, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (await store.ReadBytesAsync($"{prefix}/fit.json", cancellationToken) is not { } json) return null;
        ScatteringFit fit;
        try
        {
            fit = FillerJson.Deserialize<ScatteringFit>(Encoding.UTF8.GetString(json));
        }
        catch (JsonException e)
        {
            throw Damaged(prefix, $"fit.json is not a fit ({e.Message})");
        }

        var particles = await store.ReadBytesAsync($"{prefix}/particles.csv", cancellationToken) ?? throw Damaged(prefix, "particles.csv is missing");
        if (Convert.ToHexStringLower(SHA256.HashData(particles)) != fit.ParticlesSha256)
            throw Damaged(prefix, "particles.csv has changed since it was written");
        return new ScatteringSolution(ParticleTable.Read(particles, fit.BoxNm, fit.Particles, $"{prefix}/particles.csv"), fit);
    }

    private static InvalidDataException Damaged(string prefix, string problem) => new($"{prefix}: {problem}; delete {prefix} in the store and run again");
}

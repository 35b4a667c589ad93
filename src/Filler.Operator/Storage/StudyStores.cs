using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Filler.Api;
using Filler.Kubernetes.Client;
using Filler.Kubernetes.Entities;
using Filler.Operator.Configuration;
using Filler.Storage;
using k8s.Models;

namespace Filler.Operator.Storage;

/// <summary>Opens studies' stores with the credentials that their pods get; a store, once open, serves all of a namespace for a while.</summary>
internal sealed class StudyStores(IKubernetesClient client, OperatorOptions options, TimeProvider time)
{
    /// <summary>How long a credential is used before its secret is read again.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Address, string Namespace, string Secret), (StudyStore Store, long Since)> opened = new();

    /// <returns>Null where neither the study nor the operator names a store.</returns>
    public async Task<StudyStore?> OfAsync(Study study, CancellationToken cancellationToken)
    {
        if (StoreAddress.Of(study.Spec.Storage, options.DefaultStore) is not { } address) return null;
        if (study.Spec.Storage.PersistentVolumeClaim is { } claim)
            return StudyStore.ForPodsAlone(address, $"spec.storage.persistentVolumeClaim: {claim} is mounted by the study's own pods alone");
        var secret = study.Spec.Storage.Azure?.CredentialSecret;
        var key = (address, secret is null ? "" : study.Metadata.NamespaceProperty, secret ?? "");
        if (opened.TryGetValue(key, out var known) && (secret is null || time.GetElapsedTime(known.Since) < Fresh)) return known.Store;
        var store = secret is null ? Open(address, null) : await WithSecretAsync(address, new NamespacedName(study.Metadata.NamespaceProperty, secret), cancellationToken);
        // What the operator's own environment says never changes; a misfit is no reason to look again.
        opened[key] = (store, time.GetTimestamp());
        return store;
    }

    private async Task<StudyStore> WithSecretAsync(string address, NamespacedName name, CancellationToken cancellationToken)
    {
        const string Field = "spec.storage.azure.credentialSecret";
        if (!options.StudySecrets) return StudyStore.ForPodsAlone(address, $"{Field}: the operator does not read the secrets of studies (FILLER_STUDY_SECRETS)");
        try
        {
            return await client.GetAsync<V1Secret>(name, cancellationToken) is { Data: { } data }
                ? Open(address, variable => data.TryGetValue(variable, out var value) ? Encoding.UTF8.GetString(value) : null)
                : StudyStore.ForPodsAlone(address, $"{Field}: there is no secret {name.Name} in namespace {name.Namespace}, or it is empty");
        }
        catch (ApiException e) when (e.StatusCode == HttpStatusCode.Forbidden)
        {
            return StudyStore.ForPodsAlone(address, $"{Field}: the operator may not read secrets of namespace {name.Namespace}");
        }
    }

    private static StudyStore Open(string address, Func<string, string?>? variable)
    {
        try
        {
            return StudyStore.Open(BlobStores.Open(address, variable), address);
        }
        catch (ArgumentException e)
        {
            // The words name variables, never their values.
            return StudyStore.ForPodsAlone(address, e.Message);
        }
    }
}

using System.Text;
using k8s.Models;

namespace Filler.Kubernetes.Tests.Hosting;

internal static class SecretData
{
    public static bool StringDataEquals(this V1Secret secret, IDictionary<string, string>? data) =>
        (secret.Data ?? new Dictionary<string, byte[]>()).ToDictionary(p => p.Key, p => Encoding.UTF8.GetString(p.Value))
            .OrderBy(p => p.Key).SequenceEqual((data ?? new Dictionary<string, string>()).OrderBy(p => p.Key));
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Filler.TestKit.Cluster;

/// <summary>One authority and the certificates that it signs, as PEM files in a folder. Valid for 30 days from a day before <c>now</c>.</summary>
internal sealed class ClusterCertificates : IDisposable
{
    private readonly X509Certificate2 authority;
    private readonly string folder;
    private readonly DateTimeOffset now;

    public ClusterCertificates(string folder, DateTimeOffset now)
    {
        this.folder = Directory.CreateDirectory(folder).FullName;
        this.now = now;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test-cluster", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        authority = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        File.WriteAllText(AuthorityFile, authority.ExportCertificatePem());
        File.WriteAllText(AuthorityKeyFile, key.ExportECPrivateKeyPem());

        using var serviceAccounts = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(ServiceAccountKeyFile, serviceAccounts.ExportECPrivateKeyPem());
        File.WriteAllText(ServiceAccountPublicKeyFile, serviceAccounts.ExportSubjectPublicKeyInfoPem());
    }

    public string AuthorityFile => Path.Combine(folder, "ca.crt");

    public string AuthorityKeyFile => Path.Combine(folder, "ca.key");

    public string ServiceAccountKeyFile => Path.Combine(folder, "sa.key");

    public string ServiceAccountPublicKeyFile => Path.Combine(folder, "sa.pub");

    /// <summary>A server's certificate for the loopback names, the service's names and <paramref name="addresses"/>.</summary>
    public (string Certificate, string Key) IssueServer(string name, IEnumerable<IPAddress> addresses)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var dns in new[] { "localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc" })
            names.AddDnsName(dns);
        foreach (var address in addresses.Append(IPAddress.Loopback).Append(IPAddress.Parse("10.96.0.1")).Distinct())
            names.AddIpAddress(address);
        return Issue(name, $"CN={name}", "1.3.6.1.5.5.7.3.1", names.Build());
    }

    /// <summary>A client's certificate: the API server takes CN as the user and each O as a group.</summary>
    public (string Certificate, string Key) IssueClient(string file, string user, params IReadOnlyList<string> groups)
    {
        var subject = new X500DistinguishedNameBuilder();
        foreach (var group in groups)
            subject.AddOrganizationName(group);
        subject.AddCommonName(user);
        return Issue(file, subject.Build().Name, "1.3.6.1.5.5.7.3.2", null);
    }

    public void Dispose() => authority.Dispose();

    private (string Certificate, string Key) Issue(string file, string subject, string usage, X509Extension? names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        if (names is not null)
            request.CertificateExtensions.Add(names);
        using var certificate = request.Create(authority, now.AddDays(-1), now.AddDays(29), RandomNumberGenerator.GetBytes(16));
        var paths = (Certificate: Path.Combine(folder, file + ".crt"), Key: Path.Combine(folder, file + ".key"));
        File.WriteAllText(paths.Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(paths.Key, key.ExportECPrivateKeyPem());
        return paths;
    }
}

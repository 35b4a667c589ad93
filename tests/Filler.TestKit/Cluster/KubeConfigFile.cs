namespace Filler.TestKit.Cluster;

/// <summary>Writes a kubeconfig with one cluster and one user whose credentials are inside it, so that the file can be handed to any client.</summary>
internal static class KubeConfigFile
{
    public static string Write(string file, Uri server, string authorityFile, (string Certificate, string Key) client)
    {
        File.WriteAllText(file, $$$"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: test
              cluster: {server: "{{{server.AbsoluteUri.TrimEnd('/')}}}", certificate-authority-data: "{{{Base64(authorityFile)}}}"}
            users:
            - name: test
              user: {client-certificate-data: "{{{Base64(client.Certificate)}}}", client-key-data: "{{{Base64(client.Key)}}}"}
            contexts:
            - name: test
              context: {cluster: test, user: test}
            current-context: test

            """);
        return file;
    }

    private static string Base64(string file) => Convert.ToBase64String(File.ReadAllBytes(file));
}

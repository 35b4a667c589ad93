using Filler.TestKit.Azurite;

namespace Filler.Storage.Tests;

public sealed class AzureAddressTests
{
    private const string Secret = "c2VjcmV0LWtleS1ub2JvZHktbWF5LXNlZQ==";

    [Theory]
    [InlineData("azure://acc/data", "acc", "data", "")]
    [InlineData("azure://acc/data/", "acc", "data", "")]
    [InlineData("azure://acc/data/a/b", "acc", "data", "a/b/")]
    public void An_address_has_account_container_and_prefix(string text, string account, string container, string prefix) =>
        Assert.Equal(new AzureBlobAddress(account, container, prefix), AzureBlobAddress.Parse(text));

    [Theory]
    [InlineData("azure://acc")]
    [InlineData("azure:///data")]
    [InlineData("azure://Account/data")]
    [InlineData("azure://acc/Data")]
    [InlineData("azure://acc/da--ta")]
    [InlineData("azure://acc/data/../other")]
    [InlineData("azure://acc.evil.example/data")]
    public void Others_are_refused(string text) => Assert.Throws<ArgumentException>(() => BlobStores.Open(text, _ => null));

    [Theory]
    [InlineData("AZURE_STORAGE_CONNECTION_STRING", "AccountKey=" + Secret)]
    [InlineData("AZURE_STORAGE_CONNECTION_STRING", "AccountName=other;EndpointSuffix=core.windows.net;AccountKey=" + Secret)]
    [InlineData("AZURE_STORAGE_KEY", "!" + Secret)]
    [InlineData("AZURE_STORAGE_ENDPOINT", "https://acc.blob.core.windows.net/?sig=" + Secret)]
    public void A_malformed_credential_is_named_and_never_shown(string name, string value)
    {
        var refused = Assert.Throws<ArgumentException>(() => BlobStores.Open("azure://acc/data", v => v == name ? value : null));

        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_never_goes_over_http() =>
        Assert.Contains(
            "https only",
            Assert.Throws<ArgumentException>(() => BlobStores.Open("azure://acc/data", v => v == "AZURE_STORAGE_ENDPOINT" ? "http://127.0.0.1:1/acc" : null)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("AZURE_STORAGE_KEY", AzuriteServer.Key)]
    [InlineData("AZURE_STORAGE_CONNECTION_STRING", $"AccountName={AzuriteServer.Account};AccountKey={AzuriteServer.Key}")]
    [InlineData("none", "")]
    public void Key_connection_string_and_identity_open_the_store(string name, string value) =>
        Assert.Equal(
            $"azure://{AzuriteServer.Account}/data/lab", BlobStores.Open($"azure://{AzuriteServer.Account}/data/lab", v => v == name ? value : null).Address);
}

namespace Filler.Api;

/// <summary>Group and version of every Filler resource.</summary>
public static class ApiGroup
{
    public const string Name = "filler.dev";
    public const string Version = "v1alpha1";
    public const string Qualified = Name + "/" + Version;
}

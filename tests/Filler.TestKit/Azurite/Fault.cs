namespace Filler.TestKit.Azurite;

/// <summary>What the gateway does to a request.</summary>
public enum Fault
{
    None,

    /// <summary>503 Server Busy; the server never sees the request.</summary>
    Busy,

    /// <summary>The connection is cut before the server sees the request whole.</summary>
    CutRequest,

    /// <summary>The server carries the request out, and its answer is lost.</summary>
    LoseAnswer,

    /// <summary>The connection is cut in the middle of the answer's body.</summary>
    CutAnswer,

    /// <summary>One byte of the answer's body is another one.</summary>
    Corrupt,
}

namespace Filler.Search;

/// <summary>What somebody asks of all trials of a history, kept up to date as single ones change. It answers as one built from the whole history would.</summary>
internal interface ISummary
{
    /// <param name="before">The trial as it was; null: it is new.</param>
    /// <param name="after">The trial as it is; null: it is gone.</param>
    void Replace(Observation? before, Observation? after);
}

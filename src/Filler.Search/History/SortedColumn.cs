namespace Filler.Search;

/// <summary>Values in order, each found in log n steps. An insertion moves what lies behind it, which for tens of thousands of small values takes microseconds.</summary>
internal sealed class SortedColumn<T>
    where T : IComparable<T>
{
    private readonly List<T> values;

    public SortedColumn(IEnumerable<T> values)
    {
        this.values = [.. values];
        this.values.Sort();
    }

    public int Count => values.Count;

    public T this[int place] => values[place];

    public void Add(T value)
    {
        var place = values.BinarySearch(value);
        values.Insert(place < 0 ? ~place : place, value);
    }

    /// <exception cref="InvalidOperationException">It is not there: the column has lost touch with the history.</exception>
    public void Remove(T value) => values.RemoveAt(PlaceOf(value));

    /// <summary>Place of a value that is there, from 0; of equal ones, any.</summary>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public int PlaceOf(T value) => values.BinarySearch(value) is >= 0 and var place ? place : throw new InvalidOperationException($"{value} is not in the column");
}

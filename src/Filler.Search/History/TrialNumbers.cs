namespace Filler.Search;

/// <summary>Finds trials by their numbers in a list that is in order of them.</summary>
public static class TrialNumbers
{
    /// <summary>In one step where the numbers are 0, 1, 2, …, as they nearly always are; by halving where one was deleted.</summary>
    /// <returns>The trial's place; the complement of the place where it belongs if it is not there.</returns>
    public static int PlaceOf<T>(IReadOnlyList<T> trials, int number, Func<T, int> numberOf)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(numberOf);
        if (number >= 0 && number < trials.Count && numberOf(trials[number]) == number) return number;
        var (low, high) = (0, trials.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = numberOf(trials[middle]);
            if (found == number) return middle;
            if (found < number) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }
}

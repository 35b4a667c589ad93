namespace Filler.Training;

/// <summary>A device's memory as it is at this moment.</summary>
public interface IMemoryGauge
{
    /// <summary>Names the memory among those of this machine: processes that name it alike share it. Letters, digits, dots, hyphens.</summary>
    string Name { get; }

    /// <summary>Bytes that this process may still take; null where nobody can tell.</summary>
    long? Free();

    /// <summary>Bytes in use: this process's own, or everybody's.</summary>
    long Used();

    /// <summary>The most bytes that have been in use, as far as it is known; at least what is in use now.</summary>
    long Peak();

    /// <summary>Whether <see cref="Used"/> and <see cref="Peak"/> count other processes too.</summary>
    bool CountsEverybody { get; }
}

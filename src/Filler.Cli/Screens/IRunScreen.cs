namespace Filler.Cli.Screens;

/// <summary>What the user sees while a study runs.</summary>
internal interface IRunScreen
{
    /// <summary>Something worth a line of its own.</summary>
    void Note(string line);

    /// <summary>How things stand; called after every change, shown as often as suits the screen.</summary>
    void Show(RunView view);
}

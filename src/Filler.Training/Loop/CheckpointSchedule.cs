using System.Runtime.ExceptionServices;

namespace Filler.Training;

/// <summary>
/// Copies each epoch's state at its end and writes it on another thread while the next epoch trains; one write at a time, of the newest. A stop and the
/// end write what is not written yet, and wait (ADR 65).
/// </summary>
/// <remarks>Used by the training thread alone; only the write itself is elsewhere.</remarks>
/// <param name="bytes">Of a checkpoint, about: their memory is made ready while the first epoch trains.</param>
internal sealed class CheckpointSchedule(CheckpointFolder folder, TimeProvider time, int bytes) : IDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource failed = new();
    private readonly Task<CheckpointImage> first = Task.Run(() => new CheckpointImage(bytes));
    private Task writing = Task.CompletedTask;
    private long begun = time.GetTimestamp();

    // An image is in one of three hands: the writer's, waiting to be written, or nobody's.
    private CheckpointImage? newest;
    private CheckpointImage? spare;
    private bool isFirst = true;
    private bool isDue;
    private bool isBusy;
    private Exception? failure;

    /// <summary>Set when a write failed: to train on would be for nothing, should the process die.</summary>
    public CancellationToken Failed => failed.Token;

    /// <summary>Takes the state between two epochs, and sees to it that it is written soon.</summary>
    /// <param name="take">Copies the state into the image; the state may change once it returns.</param>
    public void Keep(Action<CheckpointImage> take)
    {
        var image = Free();
        take(image);
        lock (gate)
        {
            newest = image;
            isDue |= time.GetElapsedTime(begun) >= CheckpointPace.Pause(image.Content.Length);
            if (isDue) Begin();
        }
    }

    /// <summary>Begins to write the newest state, if it is not written yet, without waiting for it.</summary>
    public void Flush()
    {
        lock (gate)
        {
            isDue = true;
            Begin();
        }
    }

    /// <summary>Returns when the newest state is durable.</summary>
    /// <exception cref="IOException">The store did not take it, or not one before it; so with whatever else a store throws.</exception>
    public void Finish()
    {
        Flush();
        writing.Wait(CancellationToken.None);
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }

    public void Dispose() => failed.Dispose();

    // The one that waits is overtaken by the new state. It is nobody's while it is filled.
    private CheckpointImage Free()
    {
        if (isFirst)
        {
            isFirst = false;
            return first.Result;
        }

        lock (gate)
        {
            var free = newest ?? spare ?? new CheckpointImage();
            if (newest is null) spare = null;
            newest = null;
            return free;
        }
    }

    private void Begin()
    {
        if (newest is null || isBusy) return;
        isBusy = true;
        // A thread of its own: the store's answers must not wait for the pool to grow.
        writing = Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private void Write()
    {
        try
        {
            while (Next() is { } image)
            {
                folder.Write(image);
                lock (gate) spare = image;
            }
        }
        catch (Exception e)
        {
            // Thrown again to the training thread, by Finish. It stays busy for good: nothing more is written.
            lock (gate) failure = e;
            failed.Cancel();
        }
    }

    private CheckpointImage? Next()
    {
        lock (gate)
        {
            isBusy = isDue && newest is not null;
            if (!isBusy) return null;
            var image = newest;
            (newest, isDue, begun) = (null, false, time.GetTimestamp());
            return image;
        }
    }
}

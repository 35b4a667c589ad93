using System.Runtime.ExceptionServices;
using Filler.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>Copies of a network on other devices, each of which takes a share of a batch at the same time; their gradients add up to the batch's (ADR 66). Experimental: never run on two cards.</summary>
/// <remarks>
/// The network itself takes the first share. Its weights move, and the copies take them over before each batch. Batch normalisation sees a share's statistics, and
/// the moving averages that count are the first share's.
/// </remarks>
internal sealed class Replicas : IDisposable
{
    private readonly Network network;
    private readonly GradientPass first;
    private readonly Replica[] others;
    private readonly int threads;

    /// <param name="first">Of the network itself.</param>
    /// <param name="devices">Of the copies.</param>
    /// <param name="pass">Makes the pass of a copy on its device.</param>
    /// <param name="threads">CPU threads of a share.</param>
    public Replicas(NetworkPlan plan, Network network, GradientPass first, IEnumerable<Device> devices, Func<Network, Device, GradientPass> pass, int threads)
    {
        (this.network, this.first, this.threads) = (network, first, threads);
        others = [.. devices.Select(device =>
        {
            var copy = new Network(plan);
            copy.to(device);
            copy.train();
            return new Replica(copy, device, pass(copy, device));
        })];
    }

    /// <summary>Sets the gradients of the batch's mean loss.</summary>
    /// <param name="size">Images at once on a device, at most.</param>
    /// <returns>The loss; where it is not finite, gradients are missing.</returns>
    public double Accumulate(Tensor images, Tensor truth, int size)
    {
        TakeOver();
        var count = (int)images.shape[0];
        var shares = Math.Min(count, others.Length + 1);
        var weight = first.Weight(truth);
        var losses = new Task<double>[shares];
        for (var share = 1; share < shares; share++)
        {
            var (replica, own) = (others[share - 1], share);
            losses[share] = Task.Factory.StartNew(() => Run(replica, images, truth, Part(own), size, weight), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        losses[0] = OfFirst();
        Task.WaitAny(Task.WhenAll(losses));
        // A full device's own words, not a bundle of them, are what the step looks for.
        if (losses.FirstOrDefault(l => l.IsFaulted) is { Exception.InnerException: { } failure }) ExceptionDispatchInfo.Throw(failure);
        var loss = losses.Sum(l => l.Result);
        if (double.IsFinite(loss))
        {
            foreach (var replica in others.Take(shares - 1)) GradientBuckets.Add(Values(network), Values(replica.Network));
        }

        return loss;

        (long From, long To) Part(int share) => ((long)count * share / shares, (long)count * (share + 1) / shares);

        Task<double> OfFirst()
        {
            try
            {
                var (from, to) = Part(0);
                return Task.FromResult(first.Accumulate(images.slice(0, from, to, 1), truth.slice(0, from, to, 1), size, weight));
            }
            catch (Exception e)
            {
                // The others still work on their shares.
                return Task.FromException<double>(e);
            }
        }
    }

    public void Dispose()
    {
        foreach (var replica in others) replica.Network.Dispose();
    }

    // Torch keeps its number of threads for each thread that calls it.
    private double Run(Replica replica, Tensor images, Tensor truth, (long From, long To) part, int size, double weight)
    {
        set_num_threads(threads);
        using var scope = NewDisposeScope();
        return replica.Pass.Accumulate(
            images.slice(0, part.From, part.To, 1).to(replica.Device), truth.slice(0, part.From, part.To, 1).to(replica.Device), size, weight);
    }

    private void TakeOver()
    {
        using var quiet = no_grad();
        foreach (var replica in others)
        {
            foreach (var (mine, copy) in network.State().Zip(replica.Network.State())) copy.Value.copy_(mine.Value);
            foreach (var weight in Values(replica.Network)) weight.grad = null;
        }
    }

    private static Parameter[] Values(Network network) => [.. network.Weights().Select(w => w.Value)];

    private sealed record Replica(Network Network, Device Device, GradientPass Pass);
}

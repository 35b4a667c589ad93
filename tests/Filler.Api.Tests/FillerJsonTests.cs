using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;

namespace Filler.Api.Tests;

public class FillerJsonTests
{
    [Fact]
    public void A_trial_survives_a_round_trip()
    {
        var trial = new Trial
        {
            Metadata = new V1ObjectMeta { Name = Trial.NameOf("s", 7) },
            Spec = new TrialSpec { Study = "s", Number = 7, Parameters = new Parameters { ["model.filters"] = JsonValue.Create(16) }, Seed = long.MaxValue },
            Status = new TrialStatus
            {
                Phase = TrialPhase.Running,
                Attempt = 2,
                Epochs = [new EpochRecord { Epoch = 1, TrainLoss = double.NaN, Loss = 0.5, Accuracy = 0.75, WorstClassAccuracy = 0.5, MacroF1 = 0.7, Seconds = 1.5 }],
                Stop = new StopRequest(StopKind.Pause, "third of four at epoch 1"),
            },
        };

        var again = FillerJson.Deserialize<Trial>(FillerJson.Serialize(trial));

        Assert.Equal("s-0007", again.Metadata.Name);
        Assert.Equal(trial.Spec.Parameters, again.Spec.Parameters);
        Assert.Equal(long.MaxValue, again.Spec.Seed);
        Assert.True(double.IsNaN(again.Status.Epochs[0].TrainLoss));
        Assert.Equal(trial.Status.Stop, again.Status.Stop);
        Assert.Equal(FillerJson.Serialize(trial), FillerJson.Serialize(again));
    }

    [Fact]
    public void An_unknown_field_is_refused() =>
        Assert.Throws<JsonException>(() => FillerJson.Deserialize<TrialStatus>("""{"phase":"Running","surprise":1}"""));

    [Fact]
    public void Worker_events_carry_their_kind()
    {
        WorkerEvent alive = new WorkerAlive { Trial = 7, Attempt = 1, Epoch = 2, Share = 0.5 };

        var json = FillerJson.Serialize(alive);

        Assert.Equal("""{"event":"alive","epoch":2,"share":0.5,"trial":7,"attempt":1}""", json);
        Assert.Equal(alive, FillerJson.Deserialize<WorkerEvent>(json));
    }

    [Fact]
    public void Equal_parameters_have_equal_keys_whatever_their_order()
    {
        var a = new Parameters { ["b"] = JsonValue.Create(1), ["a"] = JsonValue.Create("x") };
        var b = new Parameters { ["a"] = JsonValue.Create("x"), ["b"] = JsonValue.Create(1) };

        Assert.Equal(a, b);
        Assert.Equal("""{"a":"x","b":1}""", a.Key());
    }
}

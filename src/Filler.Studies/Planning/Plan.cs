using Filler.Api;

namespace Filler.Studies;

/// <summary>What follows from the facts. Carry out the steps in order and decide again; a plan without steps rests until a fact changes.</summary>
/// <param name="Steps">In order; each may be carried out twice or dropped by a dying process without harm.</param>
/// <param name="Status">The study's status as the given facts (not yet the steps) have it; finished where <see cref="PlanStep.FinishStudy"/> is the step.</param>
/// <param name="WakeAt">Decide again then even if no fact changes: the time limit. Null: no need.</param>
public sealed record Plan(IReadOnlyList<PlanStep> Steps, StudyStatus Status, DateTimeOffset? WakeAt);

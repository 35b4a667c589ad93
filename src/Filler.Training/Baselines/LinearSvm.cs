namespace Filler.Training;

/// <summary>One hyperplane for each class, against all others: an image belongs to the class whose plane it lies farthest in front of.</summary>
/// <param name="Weights">By class, a number for each feature.</param>
/// <param name="Biases">By class.</param>
internal sealed record LinearSvm(float[][] Weights, float[] Biases)
{
    public int Classes => Biases.Length;

    /// <summary>How far in front of each class's plane (in units of its margin) the features lie; below 0: behind it.</summary>
    public void Margins(ReadOnlySpan<float> features, Span<double> margins)
    {
        for (var c = 0; c < Classes; c++) margins[c] = Biases[c] + System.Numerics.Tensors.TensorPrimitives.Dot(features, Weights[c]);
    }

    /// <summary>Row by row.</summary>
    public double[] Margins(float[][] rows)
    {
        var margins = new double[rows.Length * Classes];
        for (var i = 0; i < rows.Length; i++) Margins(rows[i], margins.AsSpan(i * Classes, Classes));
        return margins;
    }
}

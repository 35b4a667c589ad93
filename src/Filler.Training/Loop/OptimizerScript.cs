using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>The optimisers' moves over all weights at once, in libtorch's fused kernels, which TorchSharp does not bind: one pass over memory where its own make ten.</summary>
/// <remarks>
/// A text that TorchScript cannot compile ends the process, so the texts are constants and every function is tested. The constants are PyTorch's defaults.
/// </remarks>
internal static class OptimizerScript
{
    private const string Text = """
        def adam(weights: List[Tensor], gradients: List[Tensor], average: List[Tensor], square: List[Tensor], steps: List[Tensor], rate: float, decay: float):
            torch._fused_adam_(weights, gradients, average, square, [], steps, lr=rate, beta1=0.9, beta2=0.999, weight_decay=decay, eps=1e-8, amsgrad=False, maximize=False)
            return steps[0]

        def adamw(weights: List[Tensor], gradients: List[Tensor], average: List[Tensor], square: List[Tensor], steps: List[Tensor], rate: float, decay: float):
            torch._fused_adamw_(weights, gradients, average, square, [], steps, lr=rate, beta1=0.9, beta2=0.999, weight_decay=decay, eps=1e-8, amsgrad=False, maximize=False)
            return steps[0]

        def sgd(weights: List[Tensor], gradients: List[Tensor], momenta: List[Tensor], steps: List[Tensor], rate: float, decay: float, momentum: float, nesterov: bool):
            kept = momenta
            if momentum == 0.0:
                kept = []
            torch._fused_sgd_(weights, gradients, kept, weight_decay=decay, momentum=momentum, lr=rate, dampening=0.0, nesterov=nesterov, maximize=False, is_first_step=False)
            return steps[0]

        def rmsprop(weights: List[Tensor], gradients: List[Tensor], square: List[Tensor], momenta: List[Tensor], steps: List[Tensor], rate: float, decay: float, momentum: float):
            for i in range(len(weights)):
                gradient = gradients[i]
                if decay != 0.0:
                    gradient = gradient.add(weights[i], alpha=decay)
                square[i].mul_(0.99).addcmul_(gradient, gradient, value=1.0 - 0.99)
                momenta[i].mul_(momentum).addcdiv_(gradient, square[i].sqrt().add_(1e-8))
                weights[i].sub_(momenta[i], alpha=rate)
            return steps[0]
        """;

    private static readonly Lazy<jit.CompilationUnit> Compiled = new(() =>
    {
        LibTorch.Initialize();
        // Its parser wants a line after the last.
        return jit.compile(Text + "\n");
    });

    /// <param name="function">adam, adamw, sgd or rmsprop.</param>
    /// <param name="arguments">Lists of tensors, then numbers as scalars that live until the call returns.</param>
    public static void Run(string function, params object[] arguments)
    {
        using var result = (Tensor)Compiled.Value.invoke(function, arguments);
        GC.KeepAlive(arguments);
    }
}

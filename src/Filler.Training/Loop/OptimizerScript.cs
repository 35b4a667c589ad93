using System.Collections.Concurrent;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>The optimisers' moves over all weights at once, in libtorch's fused kernels, which TorchSharp does not bind: one pass over memory where its own make ten.</summary>
/// <remarks>
/// A text that TorchScript cannot compile ends the process, so the texts are constants and every function is tested. The constants are PyTorch's defaults.
/// Each is compiled when it is first needed: a hundredth of a second.
/// </remarks>
internal static class OptimizerScript
{
    private const string Adam = """
        def adam(weights: List[Tensor], gradients: List[Tensor], average: List[Tensor], square: List[Tensor], steps: List[Tensor], rate: float, decay: float):
            torch._fused_adam_(weights, gradients, average, square, [], steps, lr=rate, beta1=0.9, beta2=0.999, weight_decay=decay, eps=1e-8, amsgrad=False, maximize=False)
            return steps[0]
        """;

    private const string AdamW = """
        def adamw(weights: List[Tensor], gradients: List[Tensor], average: List[Tensor], square: List[Tensor], steps: List[Tensor], rate: float, decay: float):
            torch._fused_adamw_(weights, gradients, average, square, [], steps, lr=rate, beta1=0.9, beta2=0.999, weight_decay=decay, eps=1e-8, amsgrad=False, maximize=False)
            return steps[0]
        """;

    private const string Sgd = """
        def sgd(weights: List[Tensor], gradients: List[Tensor], momenta: List[Tensor], steps: List[Tensor], rate: float, decay: float, momentum: float, nesterov: bool):
            kept = momenta
            if momentum == 0.0:
                kept = []
            torch._fused_sgd_(weights, gradients, kept, weight_decay=decay, momentum=momentum, lr=rate, dampening=0.0, nesterov=nesterov, maximize=False, is_first_step=False)
            return steps[0]
        """;

    private const string RmsProp = """
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

    private static readonly ConcurrentDictionary<string, Lazy<jit.CompilationUnit>> Compiled = new();

    /// <param name="function">adam, adamw, sgd or rmsprop.</param>
    /// <param name="arguments">Lists of tensors, then numbers as scalars that live until the call returns.</param>
    public static void Run(string function, params object[] arguments)
    {
        using var result = (Tensor)Unit(function).invoke(function, arguments);
        GC.KeepAlive(arguments);
    }

    /// <summary>Compiles the function now, unless that is done. Any thread.</summary>
    public static void Prepare(string function) => Unit(function);

    private static jit.CompilationUnit Unit(string function) =>
        Compiled.GetOrAdd(function, name => new Lazy<jit.CompilationUnit>(() => Compile(name))).Value;

    private static jit.CompilationUnit Compile(string function)
    {
        LibTorch.Initialize();
        var text = function switch
        {
            "adam" => Adam,
            "adamw" => AdamW,
            "sgd" => Sgd,
            "rmsprop" => RmsProp,
            _ => throw new ArgumentException($"optimizer '{function}' is unknown; use adam, adamw, sgd or rmsprop", nameof(function)),
        };
        // Its parser wants a line after the last.
        return jit.compile(text + "\n");
    }
}

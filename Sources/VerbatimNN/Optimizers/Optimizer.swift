import VerbatimGraph
import VerbatimTensor

/// How a parameter follows its gradient: `(gradient, parameter, slots, iterations) -> (parameter, slots)`.
///
/// Hyper-parameters are rounded once to the parameter's element type; everything is computed in it, every operation
/// rounding by itself, in the order that the doc comments write. `1 - beta` is formed as Keras forms it: in
/// Double and then rounded, or by the rules that round beta first, and by Keras 2's, in the type from the rounded beta. A
/// parameter of 16 bits comes as f32, with f32 slots, and is rounded after. Your own is a struct with one function:
///
/// ```swift
/// struct SignDescent: Optimizer {
///     var learningRate: Double = 0.01
///     func callAsFunction(
///         gradient: Tensor, parameter: Tensor, slots: [Tensor], iterations: Tensor
///     ) -> (parameter: Tensor, slots: [Tensor]) {
///         (parameter - learningRate * sign(gradient), [])
///     }
/// }
/// ```
public protocol Optimizer: Configurable {
    /// The names of what is kept for each parameter: tensors of its type, zero at first. None by default.
    var slotNames: [String] { get }

    /// What is kept for a parameter; by default a tensor of its type under each of `slotNames`, zero at first.
    ///
    /// - Parameters:
    ///   - path: The parameter's structural path.
    ///   - type: Its type, f32 for a parameter of 16 bits.
    func slots(path: String, type: TensorType) -> [OptimizerSlot]

    /// One step of one parameter.
    ///
    /// - Parameters:
    ///   - gradient: The gradient, of the parameter's type.
    ///   - parameter: The parameter.
    ///   - slots: What is kept for it, in the order of `slotNames`.
    ///   - iterations: The number of steps taken before this one, an `i64` scalar.
    func callAsFunction(
        gradient: Tensor, parameter: Tensor, slots: [Tensor], iterations: Tensor
    ) -> (parameter: Tensor, slots: [Tensor])
}

extension Optimizer {
    /// None.
    public var slotNames: [String] { [] }

    /// A tensor of the parameter's type under each name, zero at first.
    public func slots(path: String, type: TensorType) -> [OptimizerSlot] {
        slotNames.map { OptimizerSlot($0, type) }
    }
}

/// A hyper-parameter rounded once to the element type of what it works on.
func rounded(_ number: Double, _ element: ElementType) -> Tensor { number.weakTensor.typed(element) }

/// `1 - beta` of the rounded beta and in its type.
func complement(_ beta: Double, _ element: ElementType) -> Tensor { 1 - rounded(beta, element) }

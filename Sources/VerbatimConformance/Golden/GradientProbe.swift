import Verbatim

/// An optimizer that leaves parameters as they are and keeps their gradients.
struct GradientProbe: Optimizer {
    var slotNames: [String] { ["gradient"] }

    func callAsFunction(
        gradient: Tensor, parameter: Tensor, slots: [Tensor], iterations: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        (parameter, [gradient])
    }
}

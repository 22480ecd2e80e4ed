import Verbatim

/// A function of whole rows, on as many as the transformer of 8 x 128 tokens has.
enum RowFunction: String, CaseIterable {
    /// The attention's 4 heads.
    case softmax = "softmax of 4096 rows of 128"
    /// Without scale and offset, which are chains of elements.
    case layerNormalization = "layer normalisation of 1024 rows of 256"

    private var shape: [Int] { self == .softmax ? [4096, 128] : [1024, 256] }

    /// The number of elements.
    var count: Int { shape[0] * shape[1] }

    /// Compiles the function.
    func kernel() throws -> Kernel {
        try Kernel { builder in
            let x = builder.input(TensorType(shape, .f32), name: "x")
            return switch self {
            case .softmax: try builder.composite(SoftmaxComposite(), operands: [x])[0]
            case .layerNormalization: try builder.composite(StandardizedRows(epsilon: 1e-5), operands: [x])[0]
            }
        }
    }
}

import VerbatimGraph

/// In which element type a layer computes, and in which it keeps its variables.
///
/// Under a policy a layer casts its float inputs to the compute type, and gives its outputs in it; variables are kept in
/// the variable type and cast where they are used. The policy is the layer's own, or that of what calls it; without any,
/// nothing is cast, and a layer computes in the type of its inputs. Losses and metrics are computed in f32.
///
/// ```swift
/// let model = Sequential(dtypePolicy: .mixedBfloat16) {
///     Dense(64, activation: .relu)
///     Dense(10, activation: .softmax, dtypePolicy: .float32)
/// }
/// ```
/// - Source: Keras 3's DTypePolicy.
public enum DTypePolicy: String, Sendable, Hashable, CaseIterable, Codable {
    /// f16 throughout.
    case float16
    /// bf16 throughout.
    case bfloat16
    /// f32 throughout.
    case float32
    /// f64 throughout.
    case float64
    /// Computes in f16, with variables in f32.
    case mixedFloat16 = "mixed_float16"
    /// Computes in bf16, with variables in f32.
    case mixedBfloat16 = "mixed_bfloat16"

    /// The element type of inputs, computations and outputs.
    public var computeType: ElementType {
        switch self {
        case .float16, .mixedFloat16: .f16
        case .bfloat16, .mixedBfloat16: .bf16
        case .float32: .f32
        case .float64: .f64
        }
    }

    /// The element type of parameters and states.
    public var variableType: ElementType {
        switch self {
        case .float16: .f16
        case .bfloat16: .bf16
        case .float32, .mixedFloat16, .mixedBfloat16: .f32
        case .float64: .f64
        }
    }
}

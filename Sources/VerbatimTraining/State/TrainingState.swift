import VerbatimArithmetic
import VerbatimGraph
import VerbatimNN

/// All that a training run has learned so far: one ordered list of named tensors, a value like any other.
///
/// A step makes a new state of an old one and leaves the old one as it was.
public struct TrainingState: Sendable {
    /// The order, paths and types of the tensors.
    public let layout: StateLayout
    /// The tensors in the layout's order.
    public internal(set) var values: [TensorValue]
    /// The number of epochs that `fit` completed; it keys the shuffling and is not part of `digest`.
    public internal(set) var epoch: Int = 0

    /// The path of the step counter.
    public static let stepPath: String = "step"

    init(layout: StateLayout, values: [TensorValue], epoch: Int = 0) {
        self.layout = layout
        self.values = values
        self.epoch = epoch
    }

    /// The tensor at a path, such as `conv2D.1/kernel`; nil if there is none.
    public subscript(path: String) -> TensorValue? { layout.index(of: path).map { values[$0] } }

    /// The number of steps made.
    public var step: Int { Int(self[TrainingState.stepPath]!.array(of: Int64.self)[0]) }

    /// The tensors of a role, in order.
    public func tensors(_ role: StateLayout.Role) -> [NamedTensor] {
        layout.indices(of: role).map { NamedTensor(layout.entries[$0].path, values[$0]) }
    }

    /// The same state with another value at a path.
    ///
    /// - Throws: `VerbatimError` if there is no such path, or its type is another.
    public func replacing(_ path: String, with value: TensorValue) throws -> TrainingState {
        guard let index = layout.index(of: path) else {
            throw VerbatimError(
                .configuration, "the training state has no such tensor", received: path,
                expected: layout.entries.map(\.path).joined(separator: ", "))
        }
        guard layout.entries[index].type == value.type else {
            throw VerbatimError(
                .shape, "the value does not suit the training state's \(path)", received: "\(value.type)",
                expected: "\(layout.entries[index].type)")
        }
        var copy = self
        copy.values[index] = value
        return copy
    }

    /// The SHA-256 of parameters, optimizer slots, layer states and step, as 64 hexadecimal digits.
    ///
    /// docs/Arithmetic.md, "Digests", states the bytes that are hashed.
    public var digest: String {
        var digest = StateDigest()
        for (entry, value) in zip(layout.entries, values) {
            let kind: StateDigest.ElementKind =
                switch entry.type.element {
                case .f16: .float16
                case .bf16: .bfloat16
                case .f32: .float32
                case .f64: .float64
                case .bool, .i8, .i16, .i32, .i64, .u8, .u16, .u32, .u64, .i2, .i4, .u2, .u4, .c64, .c128, .f4E2M1FN,
                    .f6E2M3FN, .f6E3M2FN, .f8E3M4, .f8E4M3,
                    .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
                    .integer(width: entry.type.element.byteCount)
                }
            value.withUnsafeBytes {
                digest.append(
                    path: entry.path, type: entry.type.element.rawValue, shape: entry.type.shape, elements: $0,
                    kind: kind)
            }
        }
        return digest.hex
    }
}

import Verbatim

/// The cases of `Operation`, without their attributes.
public enum OperationKind: String, Sendable, CaseIterable {
    /// Any unary operation.
    case unary
    /// Any binary operation.
    case binary
    /// `compare`.
    case compare
    /// `select`.
    case select
    /// `clamp`.
    case clamp
    /// `convert`.
    case convert
    /// `bitcast_convert`.
    case bitcastConvert
    /// `constant`.
    case constant
    /// `iota`.
    case iota
    /// `reshape`.
    case reshape
    /// `transpose`.
    case transpose
    /// `broadcast_in_dim`.
    case broadcastInDim
    /// `slice`.
    case slice
    /// `dynamic_slice`.
    case dynamicSlice
    /// `dynamic_update_slice`.
    case dynamicUpdateSlice
    /// `pad`.
    case pad
    /// `concatenate`.
    case concatenate
    /// `reverse`.
    case reverse
    /// `reduce`.
    case reduce
    /// `reduce_window`.
    case reduceWindow
    /// `select_and_scatter`.
    case selectAndScatter
    /// `dot_general`.
    case dotGeneral
    /// `convolution`.
    case convolution
    /// `gather`.
    case gather
    /// `scatter`.
    case scatter
    /// `while`.
    case whileLoop
    /// `if`.
    case ifElse
    /// `rng_bit_generator`.
    case rngBitGenerator
    /// `complex`.
    case complex
    /// `reduce_precision`.
    case reducePrecision
    /// `map`.
    case map
    /// `sort`.
    case sort
    /// `fft`.
    case fft
    /// `cholesky`.
    case cholesky
    /// `triangular_solve`.
    case triangularSolve
    /// `optimization_barrier`.
    case optimizationBarrier
    /// `composite`.
    case composite
    /// `custom_call` of `verbatim.print`.
    case customCall

    /// The kind of an operation; a new case of `Operation` does not compile until it is sampled too.
    public init(_ operation: Operation) {
        switch operation {
        case .unary: self = .unary
        case .binary: self = .binary
        case .compare: self = .compare
        case .select: self = .select
        case .clamp: self = .clamp
        case .convert: self = .convert
        case .bitcastConvert: self = .bitcastConvert
        case .constant: self = .constant
        case .iota: self = .iota
        case .reshape: self = .reshape
        case .transpose: self = .transpose
        case .broadcastInDim: self = .broadcastInDim
        case .slice: self = .slice
        case .dynamicSlice: self = .dynamicSlice
        case .dynamicUpdateSlice: self = .dynamicUpdateSlice
        case .pad: self = .pad
        case .concatenate: self = .concatenate
        case .reverse: self = .reverse
        case .reduce: self = .reduce
        case .reduceWindow: self = .reduceWindow
        case .selectAndScatter: self = .selectAndScatter
        case .dotGeneral: self = .dotGeneral
        case .convolution: self = .convolution
        case .gather: self = .gather
        case .scatter: self = .scatter
        case .whileLoop: self = .whileLoop
        case .ifElse: self = .ifElse
        case .rngBitGenerator: self = .rngBitGenerator
        case .complex: self = .complex
        case .reducePrecision: self = .reducePrecision
        case .map: self = .map
        case .sort: self = .sort
        case .fft: self = .fft
        case .cholesky: self = .cholesky
        case .triangularSolve: self = .triangularSolve
        case .optimizationBarrier: self = .optimizationBarrier
        case .composite: self = .composite
        case .customCall: self = .customCall
        }
    }
}

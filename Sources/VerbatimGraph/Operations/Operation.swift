/// Every primitive of the graph, under StableHLO's names: one case each, with its attributes.
///
/// The shape rule of a primitive stands beside its attributes, its gradient in the table of `Pullback.swift`, its
/// meaning in VerbatimReference. Switches over operations have no `default`, so a forgotten case does not compile.
public indirect enum Operation: Sendable, Hashable {
    /// One operand, element by element.
    case unary(UnaryOperation)
    /// Two operands of one type, element by element.
    case binary(BinaryOperation)
    /// Two operands to booleans, element by element.
    case compare(CompareAttributes)
    /// Complex numbers of real and imaginary parts.
    case complex
    /// A float rounded to fewer bits of exponent and significand.
    case reducePrecision(ReducePrecisionAttributes)
    /// A body applied element by element.
    case map
    /// `pred ? onTrue : onFalse`, element by element; `pred` is of the shape or a scalar.
    case select
    /// `min(max(operand, low), high)` for operands low, operand, high; the bounds may be scalars.
    case clamp
    /// A change of element type by value.
    case convert(ConvertAttributes)
    /// A change of element type by bits.
    case bitcastConvert(ConvertAttributes)
    /// A constant.
    case constant(ConstantAttributes)
    /// The index along one dimension.
    case iota(IotaAttributes)
    /// The same elements in row-major order under another shape.
    case reshape(ReshapeAttributes)
    /// A permutation of the dimensions.
    case transpose(TransposeAttributes)
    /// Operand dimensions placed into a larger shape, repeated along the others.
    case broadcastInDim(BroadcastInDimAttributes)
    /// A strided box with static bounds.
    case slice(SliceAttributes)
    /// A box of static size at a run-time start, clamped to lie inside.
    case dynamicSlice(DynamicSliceAttributes)
    /// The operand with a box replaced at a run-time start, clamped to lie inside.
    case dynamicUpdateSlice
    /// Padding at the edges and between elements, or cropping where negative.
    case pad(PadAttributes)
    /// Operands joined along one dimension.
    case concatenate(ConcatenateAttributes)
    /// The order along some dimensions turned around.
    case reverse(ReverseAttributes)
    /// A fold over dimensions with a body: operands, then initial values.
    case reduce(ReduceAttributes)
    /// A fold over windows with a body: operands, then initial values.
    case reduceWindow(WindowAttributes)
    /// The pullback of a selecting pool: operand, source, initial value; bodies select and scatter.
    case selectAndScatter(WindowAttributes)
    /// A contraction with batch dimensions.
    case dotGeneral(DotGeneralAttributes)
    /// A convolution with strides, dilations, padding and groups.
    case convolution(ConvolutionAttributes)
    /// Slices gathered at run-time indices.
    case gather(GatherAttributes)
    /// Updates scattered at run-time indices, combined by a body: inputs, indices, updates.
    case scatter(ScatterAttributes)
    /// Operands ordered together along a dimension by a body that compares.
    case sort(SortAttributes)
    /// A Fourier transform over the minor-most dimensions.
    case fft(FFTAttributes)
    /// The triangular factor of a Hermitian positive-definite matrix.
    case cholesky(CholeskyAttributes)
    /// The solution of a system with a triangular matrix.
    case triangularSolve(TriangularSolveAttributes)
    /// The operands themselves, none of which may be used before all are there, nor taken for equal to what went in.
    case optimizationBarrier
    /// A loop: regions condition and body over the operands.
    case whileLoop
    /// One of two regions without parameters, by a boolean scalar.
    case ifElse
    /// Uniform random bits from a state: results new state and bits.
    case rngBitGenerator(RngBitGeneratorAttributes)
    /// A named operation that carries its decomposition and has its own pullback.
    case composite(CompositeAttributes)
    /// A call of something outside the graph, such as `verbatim.print`.
    case customCall(CustomCallAttributes)

    /// The operation's name in the text form, with its dialect.
    public var name: String {
        switch self {
        case .unary(let unary): unary.name
        case .binary(let binary): binary.name
        case .complex: "stablehlo.complex"
        case .reducePrecision: "stablehlo.reduce_precision"
        case .map: "stablehlo.map"
        case .sort: "stablehlo.sort"
        case .fft: "stablehlo.fft"
        case .cholesky: "stablehlo.cholesky"
        case .triangularSolve: "stablehlo.triangular_solve"
        case .optimizationBarrier: "stablehlo.optimization_barrier"
        case .compare: "stablehlo.compare"
        case .select: "stablehlo.select"
        case .clamp: "stablehlo.clamp"
        case .convert: "stablehlo.convert"
        case .bitcastConvert: "stablehlo.bitcast_convert"
        case .constant: "stablehlo.constant"
        case .iota: "stablehlo.iota"
        case .reshape: "stablehlo.reshape"
        case .transpose: "stablehlo.transpose"
        case .broadcastInDim: "stablehlo.broadcast_in_dim"
        case .slice: "stablehlo.slice"
        case .dynamicSlice: "stablehlo.dynamic_slice"
        case .dynamicUpdateSlice: "stablehlo.dynamic_update_slice"
        case .pad: "stablehlo.pad"
        case .concatenate: "stablehlo.concatenate"
        case .reverse: "stablehlo.reverse"
        case .reduce: "stablehlo.reduce"
        case .reduceWindow: "stablehlo.reduce_window"
        case .selectAndScatter: "stablehlo.select_and_scatter"
        case .dotGeneral: "stablehlo.dot_general"
        case .convolution: "stablehlo.convolution"
        case .gather: "stablehlo.gather"
        case .scatter: "stablehlo.scatter"
        case .whileLoop: "stablehlo.while"
        case .ifElse: "stablehlo.if"
        case .rngBitGenerator: "stablehlo.rng_bit_generator"
        case .composite: "stablehlo.composite"
        case .customCall: "stablehlo.custom_call"
        }
    }

    /// Whether the operation does something besides giving its results, so that it stays though nothing uses them.
    public var hasSideEffect: Bool {
        if case .customCall(let attributes) = self { return attributes.hasSideEffect }
        return false
    }

    /// The result types for operands and regions of the given types.
    ///
    /// - Throws: `VerbatimError` with the rule that is broken.
    public func resultTypes(operands: [TensorType], regions: [RegionType] = []) throws -> [TensorType] {
        if !takesRegions && !regions.isEmpty {
            throw VerbatimError(
                .malformed, "\(name) got regions that it does not take", received: "\(regions.count)", expected: "none")
        }
        let types = try ruleResultTypes(operands: operands, regions: regions)
        for type in types { try ShapeRules.size(type, name) }
        return types
    }

    private var takesRegions: Bool {
        switch self {
        case .reduce, .reduceWindow, .selectAndScatter, .scatter, .whileLoop, .ifElse, .map, .sort: true
        case .unary, .binary, .compare, .select, .clamp, .convert, .bitcastConvert, .constant, .iota, .reshape,
            .transpose, .broadcastInDim, .slice, .dynamicSlice, .dynamicUpdateSlice, .pad, .concatenate, .reverse,
            .dotGeneral, .convolution, .gather, .rngBitGenerator, .composite, .customCall, .complex, .reducePrecision,
            .fft, .cholesky, .triangularSolve, .optimizationBarrier:
            false
        }
    }

    private func ruleResultTypes(operands: [TensorType], regions: [RegionType]) throws -> [TensorType] {
        switch self {
        case .unary(let operation): return try operation.resultTypes(operands)
        case .binary(let operation): return try operation.resultTypes(operands)
        case .compare(let attributes): return try attributes.resultTypes(operands)
        case .complex: return try Elementwise.complexResultTypes(operands)
        case .reducePrecision(let attributes): return try attributes.resultTypes(operands)
        case .map: return try Elementwise.mapResultTypes(operands, regions)
        case .sort(let attributes): return try attributes.resultTypes(operands, regions)
        case .fft(let attributes): return try attributes.resultTypes(operands)
        case .cholesky(let attributes): return try attributes.resultTypes(operands)
        case .triangularSolve(let attributes): return try attributes.resultTypes(operands)
        case .optimizationBarrier: return operands
        case .select: return try Elementwise.selectResultTypes(operands)
        case .clamp: return try Elementwise.clampResultTypes(operands)
        case .convert(let attributes): return try attributes.convertResultTypes(operands)
        case .bitcastConvert(let attributes): return try attributes.bitcastResultTypes(operands)
        case .constant(let attributes):
            try ShapeRules.count(operands, 0, name)
            return [attributes.value.type]
        case .iota(let attributes): return try attributes.resultTypes(operands)
        case .reshape(let attributes): return try attributes.resultTypes(operands)
        case .transpose(let attributes): return try attributes.resultTypes(operands)
        case .broadcastInDim(let attributes): return try attributes.resultTypes(operands)
        case .slice(let attributes): return try attributes.resultTypes(operands)
        case .dynamicSlice(let attributes): return try attributes.resultTypes(operands)
        case .dynamicUpdateSlice: return try DynamicSliceAttributes.updateResultTypes(operands)
        case .pad(let attributes): return try attributes.resultTypes(operands)
        case .concatenate(let attributes): return try attributes.resultTypes(operands)
        case .reverse(let attributes): return try attributes.resultTypes(operands)
        case .reduce(let attributes): return try attributes.resultTypes(operands, regions)
        case .reduceWindow(let attributes): return try attributes.reduceWindowResultTypes(operands, regions)
        case .selectAndScatter(let attributes): return try attributes.selectAndScatterResultTypes(operands, regions)
        case .dotGeneral(let attributes): return try attributes.resultTypes(operands)
        case .convolution(let attributes): return try attributes.resultTypes(operands)
        case .gather(let attributes): return try attributes.resultTypes(operands)
        case .scatter(let attributes): return try attributes.resultTypes(operands, regions)
        case .whileLoop: return try ControlFlow.whileResultTypes(operands, regions)
        case .ifElse: return try ControlFlow.ifResultTypes(operands, regions)
        case .rngBitGenerator(let attributes): return try attributes.resultTypes(operands)
        case .composite(let attributes): return try attributes.resultTypes(operands)
        case .customCall(let attributes): return try attributes.checkedResultTypes(operands)
        }
    }
}

import Testing
import Verbatim
import VerbatimTestSupport

/// Biases and ReLUs folded into contractions give the bits of the operations by themselves.
@Suite struct EpilogueTests {
    /// What follows the contraction.
    enum Form: CaseIterable {
        case bias, biasReLU, relu, biasReLUMask, biasOfRows, shared, output, negativeZero, maskOfOther
        case twoBiases, biasReLUBias, reLUBias, biasReLUReLU, sum

        /// What is to be folded into the contraction, as the schedule names it.
        var folded: String {
            switch self {
            case .bias, .shared, .negativeZero, .twoBiases, .sum: ", bias"
            case .biasReLU, .biasReLUMask, .biasReLUBias, .biasReLUReLU: ", bias, relu"
            case .relu, .reLUBias: ", relu"
            case .biasOfRows, .output, .maskOfOther: ""
            }
        }
    }

    private let executors: [CPUExecutor]

    init() throws {
        executors = try InstructionSet.available.flatMap { instructionSet in
            try [1, 3].map { try CPUExecutor(threads: $0, instructionSet: instructionSet) }
        }
    }

    @Test(arguments: Form.allCases)
    func equalsTheOperationsByThemselves(_ form: Form) throws {
        for seed in 0..<UInt64(40) {
            let sample = try sample(form, seed)
            #expect(try sample.difference(ReferenceExecutor(), executors) == nil)
        }
    }

    @Test(arguments: Form.allCases)
    func isFoldedWhereItMayBe(_ form: Form) throws {
        for seed in 0..<UInt64(6) {
            let sample = try sample(form, seed, least: 2)
            let text = try executors[0].compiled(sample.graph).explain()
            let name = seed % 2 == 0 ? "dot_general\(form.folded) 1x[" : "convolution\(form.folded) ["
            #expect(text.contains(name), "\(text)")
        }
    }

    /// A product or a convolution of nasty values, and what follows it.
    private func sample(_ form: Form, _ seed: UInt64, least: Int = 1) throws -> OperationSample {
        var generator = SampleGenerator(seed)
        let builder = GraphBuilder(name: "epilogue")
        var inputs: [TensorValue] = []
        func input(_ shape: [Int]) -> ValueID {
            let type = TensorType(shape, .f32)
            inputs.append(generator.tensor(type, generator.pick(SampleGenerator.Values.allCases)))
            return builder.input(type, name: "input\(inputs.count)")
        }
        func size(_ most: Int) -> Int { generator.int(least...most) }
        let product: ValueID
        if seed % 2 == 0 {
            let (m, k, n) = (size(40), size(40), size(70))
            let operands = [input([m, k]), input([k, n])]
            product = try builder.one(
                .dotGeneral(DotGeneralAttributes(lhsContracting: [1], rhsContracting: [0])), operands)
        } else {
            let (height, width, features) = (size(6), size(9), size(5))
            let operands = [input([size(3), height, width, features]), input([2, 3, features, size(40)])]
            let dimensions = ConvolutionAttributes.Dimensions(
                inputBatch: 0, inputFeature: 3, inputSpatial: [1, 2], kernelInputFeature: 2, kernelOutputFeature: 3,
                kernelSpatial: [0, 1], outputBatch: 0, outputFeature: 3, outputSpatial: [1, 2])
            let padding = [EdgePadding(1, 1), EdgePadding(1, 1)]
            product = try builder.one(
                .convolution(ConvolutionAttributes(dimensions: dimensions, padding: padding)), operands)
        }
        let type = builder.type(of: product)
        let last = type.rank - 1
        func biased(_ dimension: Int, _ sum: ValueID? = nil) throws -> ValueID {
            let bias = input([type.shape[dimension]])
            return try builder.binary(
                .add, sum ?? product, try builder.broadcast(bias, to: type.shape, dimensions: [dimension]))
        }
        func rectified(_ x: ValueID) throws -> ValueID {
            let zero = try builder.constant(0, type)
            return try builder.binary(.maximum, seed % 4 < 2 ? x : zero, seed % 4 < 2 ? zero : x)
        }
        func mask(_ x: ValueID) throws -> ValueID {
            try builder.compare(.gt, x, try builder.constant(0, type))
        }
        let outputs: [ValueID]
        switch form {
        case .bias: outputs = [try biased(last)]
        case .biasReLU: outputs = [try rectified(try biased(last))]
        case .relu: outputs = [try rectified(product)]
        case .biasReLUMask:
            let sum = try biased(last)
            outputs = [try rectified(sum), try builder.select(try mask(sum), input(type.shape), input(type.shape))]
        case .biasOfRows: outputs = [try rectified(try biased(0))]
        case .shared:
            let sum = try biased(last)
            outputs = [try rectified(sum), try builder.unary(.negate, sum)]
        case .output:
            let sum = try biased(last)
            outputs = [product, sum, try rectified(sum)]
        case .negativeZero:
            outputs = [try builder.binary(.maximum, try biased(last), try builder.constant(-0.0, type))]
        // One epilogue is all that a kernel has.
        case .twoBiases: outputs = [try biased(last, try biased(last))]
        case .biasReLUBias: outputs = [try biased(last, try rectified(try biased(last)))]
        case .reLUBias: outputs = [try biased(last, try rectified(product))]
        case .biasReLUReLU: outputs = [try rectified(try rectified(try biased(last)))]
        // A row is a bias where there is one row only.
        case .sum: outputs = [try builder.binary(.add, try biased(last), input(type.shape))]
        case .maskOfOther:
            outputs = [try rectified(product), try builder.compare(.gt, product, input(type.shape))]
        }
        return OperationSample(graph: builder.finish(outputs: outputs), inputs: inputs, origin: "\(form) \(seed)")
    }
}

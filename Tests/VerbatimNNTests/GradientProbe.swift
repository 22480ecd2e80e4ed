import Verbatim
import VerbatimTestSupport

/// A layer in training as a function of its parameters and input, with a fixed projection to a scalar, on the reference.
struct GradientProbe {
    private let executable: any Executable
    private let parameterCount: Int
    /// The types of the parameters, then of the input.
    let inputTypes: [TensorType]

    init(_ layer: any Layer, _ input: TensorType) throws {
        let trace = Trace(name: "probe")
        let step = Tensor(TensorValue(Int64(4)))
        var parameters: [Tensor] = []
        let x = trace.input(input, name: "x", sampleDimension: 0)
        var states: [String: Tensor] = [:]
        let declared = try Sequential([layer]).declarations(inputs: [input])
        for variable in declared.variables {
            if variable.kind == .parameter {
                let tensor = trace.input(variable.type, name: variable.path)
                parameters.append(tensor)
                states[variable.path] = tensor
            } else {
                states[variable.path] = Tensor.ones(variable.type.shape, variable.type.element)
            }
        }
        let recorder = CallRecorder(isTraining: true, seed: 5, step: step, variables: .given(states))
        let output = try recorder.callRoot(Sequential([layer]), [x])[0]
        var generator = SampleGenerator(3)
        let weights = (0..<output.count).map { _ in Double(generator.int(-1000...1000)) / 1000 }
        let value = (output * Tensor(shape: output.shape, weights).cast(to: output.elementType)).sum().cast(to: .f64)
        let sources = parameters + (input.element.isFloat ? [x] : [])
        let gradients = try trace.gradients(of: value, withRespectTo: sources)
        executable = try ReferenceExecutor().compile(try trace.finish(outputs: [value] + gradients))
        parameterCount = parameters.count
        inputTypes = parameters.map(\.type) + [input]
    }

    func value(at inputs: [TensorValue]) throws -> Double { try run(inputs)[0].array(of: Double.self)[0] }

    /// The sum of gradients times directions.
    func derivative(at inputs: [TensorValue], along directions: [TensorValue]) throws -> Double {
        zip(try run(inputs).dropFirst(), directions).reduce(0) { sum, pair in
            zip(Tensor(pair.0).doubles, Tensor(pair.1).doubles).reduce(sum) { $0 + $1.0 * $1.1 }
        }
    }

    private func run(_ inputs: [TensorValue]) throws -> [TensorValue] {
        // The graph's first input is x; the probe's callers have it last.
        try executable([inputs[parameterCount]] + inputs[..<parameterCount], observer: nil)
    }
}

extension Tensor {
    fileprivate var doubles: [Double] { (try? cast(to: .f64).array(of: Double.self)) ?? [] }
}

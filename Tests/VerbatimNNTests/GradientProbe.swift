import Verbatim
import VerbatimTestSupport

/// A model in training as a function of its parameters and inputs, with a fixed projection to a scalar, on the reference.
struct GradientProbe {
    private let executable: any Executable
    /// The types of the inputs, then of the parameters.
    let inputTypes: [TensorType]

    init(_ model: Model, _ types: [TensorType]) throws {
        let trace = Trace(name: "probe")
        let step = Tensor(TensorValue(Int64(4)))
        var parameters: [Tensor] = []
        let inputs = types.enumerated().map { trace.input($1, name: "x\($0)", sampleDimension: 0) }
        var states: [String: Tensor] = [:]
        let declared = try model.declarations(inputs: types)
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
        let output = try recorder.callRoot(model, inputs)[0]
        var generator = SampleGenerator(3)
        let weights = (0..<output.count).map { _ in Double(generator.int(-1000...1000)) / 1000 }
        let value = (output * Tensor(shape: output.shape, weights).cast(to: output.elementType)).sum().cast(to: .f64)
        let sources = inputs.filter(\.elementType.isFloat) + parameters
        let gradients = try trace.gradients(of: value, withRespectTo: sources)
        executable = try ReferenceExecutor().compile(try trace.finish(outputs: [value] + gradients))
        inputTypes = types + parameters.map(\.type)
    }

    func value(at inputs: [TensorValue]) throws -> Double { try run(inputs)[0].array(of: Double.self)[0] }

    /// The sum of gradients times directions.
    func derivative(at inputs: [TensorValue], along directions: [TensorValue]) throws -> Double {
        let directions = directions.filter(\.type.element.isFloat)
        return zip(try run(inputs).dropFirst(), directions).reduce(0) { sum, pair in
            zip(Tensor(pair.0).doubles, Tensor(pair.1).doubles).reduce(sum) { $0 + $1.0 * $1.1 }
        }
    }

    private func run(_ inputs: [TensorValue]) throws -> [TensorValue] { try executable(inputs, observer: nil) }
}

extension Tensor {
    fileprivate var doubles: [Double] { (try? cast(to: .f64).array(of: Double.self)) ?? [] }
}

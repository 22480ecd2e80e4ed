import VerbatimGraph

/// Shows values to the observer, where there is one; changes nothing.
struct PrintStep: Emitter {
    let name: String
    let location: Location

    func emit(_ item: Item, _ emission: inout Emission) throws {
        let operands = item.operands.map { emission.operand($0) }
        emission.append(
            Step(
                name: item.name, access: StepAccess(parts: [PartAccess(reads: operands.map(\.access), writes: [])]),
                work: .control(Kernel(name: name, location: location, operands: operands)), cost: .bytes(0)))
    }

    private struct Kernel: ControlKernel {
        let name: String
        let location: Location
        let operands: [Emission.Operand]

        func execute(_ run: ControlRun) throws {
            guard let observer = run.observer else { return }
            for operand in operands {
                let type = TensorType(operand.shape, operand.element)
                let start = run.memory[operand.buffer] + operand.offset * operand.element.byteCount
                let value = try TensorValue(
                    type: type, bytes: UnsafeRawBufferPointer(start: start, count: type.byteCount))
                observer(Observation(name: name, value: value, location: location))
            }
        }
    }
}

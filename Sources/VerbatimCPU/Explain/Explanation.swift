import VerbatimGraph

/// A compiled program as text: schedule, kernels, fusions, memory.
enum Explanation {
    static func text(_ executable: CPUExecutable) -> String {
        let program = executable.program
        var lines: [String] = []
        lines.append(
            "\(executable.graph.name): \(program.stages.count) stages, "
                + "\(program.stages.map(\.steps.count).reduce(0, +)) steps, \(executable.instructionSet.rawValue), "
                + "\(executable.workerCount) workers")
        append(program, indent: "", to: &lines)
        return lines.joined(separator: "\n")
    }

    private static func append(_ program: Program, indent: String, to lines: inout [String]) {
        let lifetimes = Lifetime.all(of: program.access)
        for (index, stage) in program.stages.enumerated() {
            for (number, step) in stage.steps.enumerated() {
                let head = number == 0 ? "\(index)" : " "
                lines.append(indent + pad(head, 4) + " " + description(step, stage, program))
            }
        }
        let temporaries = program.access.buffers.indices.filter {
            program.access.buffers[$0].role == .temporary && !lifetimes[$0].isEmpty
        }
        let apart = temporaries.map { program.access.buffers[$0].byteCount }.reduce(0, +)
        lines.append(
            indent + "memory: peak \(program.plan.arenaByteCount) bytes for \(temporaries.count) buffers "
                + "of \(apart) bytes together")
        let handed = program.handedToReference
        lines.append(
            indent + "handed to the reference executor: "
                + (handed.isEmpty ? "nothing" : handed.joined(separator: ", ")))
        for (number, nested) in program.nested.enumerated() {
            lines.append(indent + "nested program \(number):")
            append(nested, indent: indent + "    ", to: &lines)
        }
    }

    private static func description(_ step: Step, _ stage: Program.Stage, _ program: Program) -> String {
        var places: [String] = []
        func place(_ access: Access) -> String {
            let place = program.plan.places[access.buffer.index]
            let size = program.access.buffers[access.buffer.index].byteCount
            return switch place.space {
            case .arena: "@\(place.offset)+\(size)"
            case .input(let number): "input \(number)"
            case .output(let number): "output \(number)"
            case .constant(let number): "constant \(number)"
            }
        }
        func each(_ accesses: [Access]) -> [String] {
            var result: [String] = []
            for access in accesses where !result.contains(place(access)) { result.append(place(access)) }
            return result
        }
        let parts = step.access.parts
        places = each(parts.flatMap(\.writes))
        let reads = each(parts.flatMap(\.reads))
        let threads: String
        switch step.work {
        case .control: threads = "control"
        case .parallel(_, let count): threads = stage.isSerial ? "serial" : "\(count) parts"
        }
        return "\(step.name) [\(threads)] \(reads.joined(separator: ", ")) -> \(places.joined(separator: ", "))"
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}

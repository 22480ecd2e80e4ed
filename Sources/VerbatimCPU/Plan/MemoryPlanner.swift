/// Gives every temporary buffer a place in one arena, so that buffers that live at the same time lie apart.
///
/// A buffer lives from the stage that writes it to the last stage that reads it. The largest buffers are placed first,
/// each at the lowest free offset; a step that may work in place continues the buffer that it consumes.
package enum MemoryPlanner {
    /// Buffers start at multiples of a cache line.
    static let alignment = 64

    package static func plan(_ program: ProgramAccess) -> MemoryPlan {
        var lifetimes = Lifetime.all(of: program)
        var group = inPlaceGroups(program, lifetimes)
        for buffer in program.buffers.indices {
            let root = find(buffer, &group)
            lifetimes[root].extend(lifetimes[buffer])
        }

        var offsets = [Int](repeating: 0, count: program.buffers.count)
        var placed: [(range: Range<Int>, lifetime: Lifetime)] = []
        var arenaByteCount = 0
        let roots = program.buffers.indices.filter {
            program.buffers[$0].role == .temporary && find($0, &group) == $0 && !lifetimes[$0].isEmpty
        }
        let order = roots.sorted {
            (program.buffers[$1].byteCount, $0) < (program.buffers[$0].byteCount, $1)
        }
        for (rank, buffer) in order.enumerated() {
            let size = paddedSize(program.buffers[buffer].byteCount, rank: rank)
            var offset = 0
            for other in placed where other.lifetime.overlaps(lifetimes[buffer]) {
                if other.range.lowerBound >= offset + size { break }
                offset = max(offset, other.range.upperBound)
            }
            offsets[buffer] = offset
            let entry = (range: offset..<offset + size, lifetime: lifetimes[buffer])
            placed.insert(entry, at: placed.firstIndex { $0.range.lowerBound > offset } ?? placed.count)
            arenaByteCount = max(arenaByteCount, offset + size)
        }

        let places = program.buffers.indices.map { buffer -> MemoryPlan.Place in
            switch program.buffers[buffer].role {
            case .temporary: MemoryPlan.Place(.arena, offsets[find(buffer, &group)])
            case .input(let number): MemoryPlan.Place(.input(number), 0)
            case .output(let number): MemoryPlan.Place(.output(number), 0)
            case .constant(let number): MemoryPlan.Place(.constant(number), 0)
            }
        }
        return MemoryPlan(places: places, arenaByteCount: arenaByteCount)
    }

    /// Large buffers get an uneven number of extra cache lines: equal low address bits would contend for one cache set.
    private static func paddedSize(_ byteCount: Int, rank: Int) -> Int {
        let size = (byteCount + alignment - 1) / alignment * alignment
        return size >= 4096 ? size + alignment * (1 + 2 * (rank % 4)) : max(alignment, size)
    }

    /// Joins buffers that a step may continue in place.
    private static func inPlaceGroups(_ program: ProgramAccess, _ lifetimes: [Lifetime]) -> [Int] {
        var group = Array(program.buffers.indices)
        var isContinued = [Bool](repeating: false, count: program.buffers.count)
        for (stage, steps) in program.stages.enumerated() {
            for (number, step) in steps.enumerated() {
                var isTaken = Set<Int>()
                for pair in step.inPlace {
                    let (read, write) = (pair.read.index, pair.write.index)
                    guard program.buffers[read].role == .temporary, program.buffers[write].role == .temporary,
                        program.buffers[read].byteCount == program.buffers[write].byteCount,
                        lifetimes[read].last == stage, !isContinued[read], !isTaken.contains(write),
                        !isRead(read, by: steps, except: number)
                    else { continue }
                    isContinued[read] = true
                    isTaken.insert(write)
                    group[write] = find(read, &group)
                }
            }
        }
        return group
    }

    private static func isRead(_ buffer: Int, by steps: [StepAccess], except own: Int) -> Bool {
        steps.indices.contains { index in
            index != own
                && steps[index].parts.contains { $0.reads.contains { $0.buffer.index == buffer } }
        }
    }

    private static func find(_ buffer: Int, _ group: inout [Int]) -> Int {
        var root = buffer
        while group[root] != root { root = group[root] }
        group[buffer] = root
        return root
    }
}

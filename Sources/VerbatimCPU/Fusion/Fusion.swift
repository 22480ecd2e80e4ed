import VerbatimGraph

/// Groups element functions of equally many elements into chains that run block by block, and orders the program.
///
/// Two groups join if one reads the other element for element, or both read the same value so, and if no third group
/// has to run between them.
struct Fusion {
    /// Chains stay short enough that their registers fit the first-level cache.
    private static let mostMembers = 96

    private let items: [Item]
    private let types: [TensorType]
    /// The item that makes each value; -1 for inputs and constants.
    private let producer: [Int]
    /// The items whose values each item reads, once for each operand, and whether it reads all of the value in order.
    private let sources: [[(item: Int, isWhole: Bool)]]
    /// The group of each item, and the items of each group, ascending; a group is named after its first item.
    private var group: [Int]
    private var members: [[Int]]
    /// The groups in an order in which they could run, and the place of each in it: what a group reads lies before it, so
    /// that a search between two groups need not leave the places between them.
    private var order: [Int]
    private var place: [Int]
    private var visited: [Int]
    private var visit = 0

    /// The items with element functions fused, in an order in which they can run.
    static func fuse(_ items: [Item], outputs: [ValueID], types: [TensorType]) -> [Item] {
        var fusion = Fusion(items, types)
        fusion.join()
        let kept = fusion.valuesReadAcrossGroups().union(outputs)
        return fusion.ordered().map { fusion.item($0, kept: kept) }
    }

    private init(_ items: [Item], _ types: [TensorType]) {
        self.items = items
        self.types = types
        var producer = [Int](repeating: -1, count: types.count)
        for (index, item) in items.enumerated() {
            for result in item.results { producer[result.index] = index }
        }
        self.producer = producer
        sources = items.map { item in
            item.operands.compactMap { operand in
                let source = producer[operand.base.index]
                return source < 0 ? nil : (source, Self.isWhole(operand, types))
            }
        }
        group = Array(items.indices)
        members = items.indices.map { [$0] }
        order = Array(items.indices)
        place = order
        visited = [Int](repeating: 0, count: items.count)
    }

    /// The number of elements of an element function; nil for anything else.
    private func count(_ item: Int) -> Int? {
        guard case .elementwise = items[item].work else { return nil }
        return types[items[item].results[0].index].count
    }

    /// Whether a view is all of its value in order, so that element meets element.
    private static func isWhole(_ view: View, _ types: [TensorType]) -> Bool {
        view.offset == 0 && view.isContiguous && types[view.base.index].count == view.count
    }

    // MARK: Joining

    private mutating func join() {
        var readers: [ValueID: [Int]] = [:]
        for index in items.indices {
            guard count(index) != nil else { continue }
            var candidates: [Int] = []
            for operand in items[index].operands where Self.isWhole(operand, types) {
                if producer[operand.base.index] >= 0 { candidates.append(producer[operand.base.index]) }
                candidates += readers[operand.base, default: []]
                readers[operand.base, default: []].append(index)
            }
            for candidate in candidates { joinIfPossible(group[candidate], group[index]) }
        }
    }

    private mutating func joinIfPossible(_ first: Int, _ second: Int) {
        guard first != second, let size = count(first), size == count(second),
            members[first].count + members[second].count <= Self.mostMembers,
            meetElementwise(first, second), meetElementwise(second, first)
        else { return }
        let (early, late) = place[first] < place[second] ? (first, second) : (second, first)
        guard let before = groupsRead(by: late, after: early) else { return }
        move(before, early, late, joined: first)
        for member in members[second] { group[member] = first }
        members[first] = (members[first] + members[second]).sorted()
        members[second] = []
    }

    /// Gives two groups one place, behind what the later one reads of the groups between and before the others.
    private mutating func move(_ before: [Int], _ early: Int, _ late: Int, joined: Int) {
        let range = place[early]...place[late]
        let others = order[range].filter { $0 >= 0 && $0 != early && $0 != late && visited[$0] != visit }
        // Of the two places one is empty from now on.
        let moved = before.sorted { place[$0] < place[$1] } + [joined] + others
        for position in range {
            let number = position - range.lowerBound
            order[position] = number < moved.count ? moved[number] : -1
            if number < moved.count { place[moved[number]] = position }
        }
    }

    /// Whether a group reads another only element for element.
    private func meetElementwise(_ reader: Int, _ made: Int) -> Bool {
        for member in members[reader] {
            for source in sources[member] where !source.isWhole && group[source.item] == made { return false }
        }
        return true
    }

    /// The groups placed between two that the later one reads, directly or not; nil if it reads the earlier through one.
    ///
    /// They are what the search has visited.
    private mutating func groupsRead(by late: Int, after early: Int) -> [Int]? {
        visit += 1
        visited[late] = visit
        var found: [Int] = []
        var next = late
        var done = 0
        while true {
            for member in members[next] {
                for source in sources[member] {
                    let other = group[source.item]
                    if other == early, next != late { return nil }
                    guard place[other] > place[early], visited[other] != visit else { continue }
                    visited[other] = visit
                    found.append(other)
                }
            }
            if done == found.count { return found }
            next = found[done]
            done += 1
        }
    }

    /// The groups whose values a group reads, itself left out.
    private func read(by reader: Int) -> [Int] {
        var result: [Int] = []
        for member in members[reader] {
            for source in sources[member] {
                let other = group[source.item]
                if other != reader, !result.contains(other) { result.append(other) }
            }
        }
        return result
    }

    // MARK: Order

    /// The groups in an order in which every one finds what it reads; among those that can run, program order.
    private func ordered() -> [Int] {
        let groups = items.indices.filter { !members[$0].isEmpty }
        var waits = [Int](repeating: 0, count: items.count)
        var followers = [[Int]](repeating: [], count: items.count)
        var last: Int?
        for reader in groups {
            var before = read(by: reader)
            if items[reader].hasSideEffect {
                if let last, !before.contains(last) { before.append(last) }
                last = reader
            }
            waits[reader] = before.count
            for source in before { followers[source].append(reader) }
        }
        // A chain takes the place of its last member, where all that it reads is near.
        var ready = ReadyQueue()
        for reader in groups where waits[reader] == 0 { ready.insert(reader, key: members[reader].last!) }
        var result: [Int] = []
        while let next = ready.popFirst() {
            result.append(next)
            for follower in followers[next] {
                waits[follower] -= 1
                if waits[follower] == 0 { ready.insert(follower, key: members[follower].last!) }
            }
        }
        guard result.count == groups.count else { fatalError("fusion made a cycle") }
        return result
    }

    /// What can run, by place in the program.
    private struct ReadyQueue {
        private var entries: [(key: Int, group: Int)] = []

        mutating func insert(_ group: Int, key: Int) {
            // Descending, so that the next one is taken from the end.
            let place = entries.firstIndex { $0.key < key } ?? entries.count
            entries.insert((key, group), at: place)
        }

        mutating func popFirst() -> Int? { entries.popLast()?.group }
    }

    // MARK: Items

    private func valuesReadAcrossGroups() -> Set<ValueID> {
        var result: Set<ValueID> = []
        for (index, item) in items.enumerated() {
            for operand in item.operands {
                let source = producer[operand.base.index]
                if source >= 0, group[source] != group[index] { result.insert(operand.base) }
            }
        }
        return result
    }

    /// A group as one item that stores those values that are kept.
    private func item(_ number: Int, kept: Set<ValueID>) -> Item {
        guard count(number) != nil else { return items[number] }
        var operands: [View] = []
        var seen: Set<View> = []
        var chain: [ElementwiseMember] = []
        for member in members[number] {
            guard case .elementwise(let function) = items[member].work else { fatalError("a chain holds a kernel") }
            for operand in items[member].operands {
                let source = producer[operand.base.index]
                if source >= 0, group[source] == number { continue }
                if seen.insert(operand).inserted { operands.append(operand) }
            }
            chain.append(
                ElementwiseMember(
                    function: function, operands: items[member].operands, result: items[member].results[0]))
        }
        let results = chain.map(\.result).filter(kept.contains)
        return Item(
            name: chain.map(\.function.name).joined(separator: ", "), work: .fused(chain), operands: operands,
            results: results, payloads: .ignored)
    }
}

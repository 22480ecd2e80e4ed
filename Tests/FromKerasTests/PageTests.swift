import Foundation
import Testing

/// docs/FromKeras.md shows the programs that the tests run, character for character.
@Suite struct PageTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()

    /// The regions of all programs by name: parts of one name follow each other, without their indentation.
    private static func regions() throws -> [String: String] {
        let folder = root.appending(path: "Programs")
        var regions: [String: String] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            var (name, lines): (String?, [Substring]) = (nil, [])
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                let bare = line.trimmingPrefix { $0 == " " }
                if bare.hasPrefix("// FromKeras.md: ") {
                    #expect(name == nil, "\(file): a region within another")
                    (name, lines) = (String(bare.dropFirst("// FromKeras.md: ".count)), [])
                } else if bare == "// end", let ended = name {
                    regions[ended, default: ""] += outdented(lines)
                    name = nil
                } else if name != nil {
                    lines.append(line)
                }
            }
            #expect(name == nil, "\(file): a region without end")
        }
        // The indentation of the first part is that of all.
        return regions
    }

    /// Lines less the eight spaces that the body of a member has.
    private static func outdented(_ lines: [Substring]) -> String {
        lines.map { line in
            let spaces = line.prefix(8).prefix { $0 == " " }
            return line.dropFirst(spaces.count) + "\n"
        }.joined()
    }

    /// Each heading's Swift block.
    private static func blocks() throws -> [String: String] {
        let page = root.appending(path: "../../docs/FromKeras.md")
        var blocks: [String: String] = [:]
        var (heading, isSwift) = ("", false)
        for line in try String(contentsOf: page, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        {
            if line.hasPrefix("## ") {
                heading = line.dropFirst(3).lowercased()
            } else if line.hasPrefix("```") {
                isSwift = line == "```swift"
                if isSwift { #expect(blocks.updateValue("", forKey: heading) == nil, "two Swift halves: \(heading)") }
            } else if isSwift {
                blocks[heading]! += line + "\n"
            }
        }
        return blocks
    }

    @Test func thePageShowsWhatIsRun() throws {
        let (regions, blocks) = (try Self.regions(), try Self.blocks())
        #expect(regions.keys.map { $0.lowercased() }.sorted() == blocks.keys.sorted())
        for (name, region) in regions { #expect(blocks[name.lowercased()] == region, "\(name)") }
    }
}

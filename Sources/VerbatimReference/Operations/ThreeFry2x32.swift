/// The counter-based generator Threefry2x32 with twenty rounds (Salmon, Moraes, Dror, Shaw, 2011).
enum ThreeFry2x32 {
    /// The block at `counter` under `key`.
    static func block(counter: (UInt32, UInt32), key: (UInt32, UInt32)) -> (UInt32, UInt32) {
        let rotations: [UInt32] = [13, 15, 26, 6, 17, 29, 16, 24]
        let keys = [key.0, key.1, key.0 ^ key.1 ^ 0x1BD1_1BDA]
        var (x, y) = (counter.0 &+ keys[0], counter.1 &+ keys[1])
        for round in 0..<20 {
            let rotation = rotations[round % 8]
            x = x &+ y
            y = (y << rotation | y >> (32 - rotation)) ^ x
            // Every fourth round a key follows.
            if round % 4 == 3 {
                let group = round / 4 + 1
                x = x &+ keys[group % 3]
                y = y &+ keys[(group + 1) % 3] &+ UInt32(group)
            }
        }
        return (x, y)
    }
}

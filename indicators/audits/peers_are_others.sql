-- Every municipality that has a class has its peers, as many as the others, and never itself.
SELECT area_code, count(peer_code) AS peers, bool_or(peer_code = area_code) AS has_itself
FROM mart.area_class
LEFT JOIN mart.peer USING (area_code)
WHERE EXISTS (FROM mart.peer)
GROUP BY area_code
HAVING count(peer_code) <> (
        SELECT max(peers) FROM (SELECT count(*) AS peers FROM mart.peer GROUP BY area_code)
    )
    OR coalesce(bool_or(peer_code = area_code), false)
